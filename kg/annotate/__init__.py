"""Article → Document: sentences, tokens, names. Only here are natasha, razdel and pymorphy3 known."""

from kg.annotate.annotator import Annotator
from kg.annotate.fair import fair_copies

__all__ = ["Annotator", "fair_copies"]
