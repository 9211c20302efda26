"""Annotated corpora: sources with inline markup, the checks they pass, and the project's own types from them.

for annotated in read_corpus(Path("data/training/train.jsonl")):
    extraction = to_extraction(annotated)
"""

from kg.corpus.annotated import AnnotatedArticle, AnnotatedEntity, Marking, Row, RowKind
from kg.corpus.check import check
from kg.corpus.extraction import to_extraction
from kg.corpus.hints import hints
from kg.corpus.record import corpus_lines, gold_record, read_corpus
from kg.corpus.source import parse_source, read_source

__all__ = [
    "AnnotatedArticle",
    "AnnotatedEntity",
    "Marking",
    "Row",
    "RowKind",
    "check",
    "corpus_lines",
    "gold_record",
    "hints",
    "parse_source",
    "read_corpus",
    "read_source",
    "to_extraction",
]
