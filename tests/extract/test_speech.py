"""Where direct speech stands, whatever the text."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.speech import Place, find_speech, quotations, trimmed
from kg.model import Article, Evidence, Extraction, Fact, Kind, Node, Predicate, Span
from kg.pipeline.soundness import check

TEXTS = st.text('«»„“”"–—- абвАБВ,.!?:;…\n', min_size=1, max_size=60)


@given(TEXTS, st.booleans(), st.integers(0, 20))
def test_pieces_lie_in_the_paragraph_in_order_and_have_no_marks_at_their_edges(
    text: str, tells: bool, before: int
) -> None:
    whole = "х" * before + text
    paragraph = Span(before, len(whole))
    last = before
    for speech in find_speech(whole, paragraph, lambda said, place: tells and said.stop > said.start):
        for piece in speech.pieces:
            words = whole[piece.start : piece.stop]
            assert last <= piece.start and paragraph.covers(piece)
            assert trimmed(whole, piece.start, piece.stop) == piece and words.strip() == words
            last = piece.stop
        assert speech.said is None or paragraph.covers(speech.said)


@given(TEXTS)
def test_quotations_are_apart_and_begin_with_a_mark(text: str) -> None:
    found = list(quotations(text, Span(0, len(text))))
    assert all(text[each.start] in '«„“"' for each in found)
    assert all(one.stop <= other.start for one, other in pairwise(found))


def words(text: str) -> list[list[str]]:
    """The pieces of each speech, if author's words always introduce it."""
    found = find_speech(text, Span(0, len(text)), lambda said, place: place in Place)
    return [[text[piece.start : piece.stop] for piece in speech.pieces] for speech in found]


def test_a_name_inside_may_share_the_closing_mark() -> None:
    assert words("«Мы из НПО «Терек», – сказал он.") == [["Мы из НПО «Терек"]]
    assert words("«Мы были в «Тереке». Потом уехали.") == [["Мы были в «Тереке». Потом уехали."]]


def test_initials_end_no_sentence() -> None:
    assert words("«Да», – сказал М. С. Иванов. «Нет», – сказал он.") == [["Да"], ["Нет"]]


def test_speech_that_goes_on_after_the_author() -> None:
    assert words("«Да, – сказал он. – И нет».") == [["Да", "И нет"]]
    assert words("– Да! – сказал он. – И нет!") == [["Да!", "И нет!"]]
    assert words("«Да», – сказал он, – «и нет».") == [["Да"], ["и нет"]]


@pytest.mark.parametrize(
    ("predicate", "value"),
    [(Predicate.WORDS, "нет"), (Predicate.SPEECH, "loud"), (Predicate.TOPIC, "golf")],
)
def test_what_the_text_or_the_vocabulary_does_not_have_is_refused(predicate: Predicate, value: str) -> None:
    article, node = Article("a", "«Да», – сказал он."), Node("quotation-1", Kind.QUOTATION)
    words = Evidence(Span(1, 3), "Да")
    right = Fact(node.key, Predicate.WORDS, "Да", words, 0.9, "quotations")
    assert check(Extraction(article, (node,), (), (right,))).facts == (right,)
    with pytest.raises(ValueError, match=value):
        check(Extraction(article, (node,), (), (replace(right, predicate=predicate, object=value),)))
