"""Document → extraction: who holds which post, who travelled, met, signed, and which places are partners."""

from __future__ import annotations

from kg.extract.extraction import extract
from kg.extract.sifting import sift

__all__ = ["extract", "sift"]
