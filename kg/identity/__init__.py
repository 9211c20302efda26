"""Which nodes of the articles stand for one thing: decisions, and the judgements of people."""

from kg.identity.anchors import anchor, locate
from kg.identity.decisions import Identity, Merge, Ref, Standing, Unsure
from kg.identity.effect import Effect, effective
from kg.identity.file import Judgements, append, checked, read_judgements
from kg.identity.history import retired
from kg.identity.judgement import JUDGED, Anchor, Judgement, Verdict

__all__ = [
    "JUDGED",
    "Anchor",
    "Effect",
    "Identity",
    "Judgement",
    "Judgements",
    "Merge",
    "Ref",
    "Standing",
    "Unsure",
    "Verdict",
    "anchor",
    "append",
    "checked",
    "effective",
    "locate",
    "read_judgements",
    "retired",
]
