"""Article → Document: sentences, tokens, names. Only here are natasha, razdel and pymorphy3 known."""

from kg.annotate.annotator import Annotator

__all__ = ["Annotator"]
