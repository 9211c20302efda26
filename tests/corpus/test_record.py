"""Corpus files: annotated articles as JSON Lines, and as gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.corpus import AnnotatedArticle, corpus_lines, gold_record, read_corpus
from kg.errors import ReadError
from kg.evaluate.gold import parse_gold


def test_what_is_written_is_read_again(tmp_path: Path, annotated: AnnotatedArticle) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(b"".join(corpus_lines([annotated, annotated])))
    assert list(read_corpus(path)) == [annotated, annotated]


def test_mentions_have_offsets(annotated: AnnotatedArticle) -> None:
    (line,) = corpus_lines([annotated])
    record = json.loads(line)
    texts = {m["id"]: record["text"][m["start"] : m["stop"]] for m in record["mentions"] if m["named"]}
    assert texts["t1"] == "Актобе"
    assert texts["s2"] == "аким Актюбинской области"


def test_gold_is_what_the_metric_reads(annotated: AnnotatedArticle) -> None:
    gold = parse_gold("one", gold_record(annotated))
    assert [len(facts) for facts in gold.facts.values()] == [2, 1, 0, 1, 1, 1, 2]
    assert gold.extra == ("quotes", "topics")
    assert ("end", "2014-06-02") in gold.facts["visits"][0]


@pytest.mark.parametrize("line", [b"{}", b"[1]", b"no json", b'{"id": "one", "text": "\xff"}'])
def test_lines_that_are_none(tmp_path: Path, annotated: AnnotatedArticle, line: bytes) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(b"".join(corpus_lines([annotated])) + line + b"\n")
    with pytest.raises(ReadError, match=r"corpus\.jsonl:2: not an annotated article"):
        list(read_corpus(path))
