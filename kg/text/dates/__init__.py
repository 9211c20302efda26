"""Russian date expressions: where they stand in a text and which days they mean."""

from kg.text.dates.find import find_dates
from kg.text.dates.when import Anchor, Bound, Interval, Precision, Tense, When

__all__ = ["Anchor", "Bound", "Interval", "Precision", "Tense", "When", "find_dates"]
