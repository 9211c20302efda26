"""Article → Document: sentences, tokens, names. Only here natasha, slovnet, razdel, pymorphy3 are known."""

from kg.annotate.annotator import Annotator
from kg.annotate.fair import fair_copies

__all__ = ["Annotator", "fair_copies"]
