"""Interviews: who answers the questions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.people import PATRONYMIC_ENDINGS
from kg.extract.reading import Reading, Ref, case
from kg.extract.speech import Speech
from kg.model import Kind, Sentence, Zone, ZoneKind

ITEM = (";", ":")  # how items of a list end, and what opens one
MANY = 2  # questions that make a dialogue
SHORT = 12  # words of a turn that may be a question without its mark
DASHES = frozenset("–—-")
ASKING = frozenset({ZoneKind.BODY, ZoneKind.QUOTE, ZoneKind.SUBHEADING})


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph and the speech in it."""

    zone: Zone
    speech: tuple[Speech, ...]


def answers(reading: Reading, lines: Sequence[Line]) -> dict[int, tuple[str, int]]:
    """Where turns of a dialogue answer a question: who answers, and the sentence that names him."""
    text = reading.document.article.text
    asked: Line | None = None
    found: list[tuple[Line, Line]] = []
    for line in lines:
        turn = bool(line.speech) and line.speech[0].dashed and line.speech[0].said is None
        words = text[line.zone.span.start : line.zone.span.stop]
        if turn and asked is not None and (_text(reading, asked).endswith("?") or not words.endswith(ITEM)):
            found.append((asked, line))
            asked = None
        else:
            asked = line if line.zone.kind in ASKING and _may_ask(line, words, turn) else None
    asking = [each for each, _ in found if _text(reading, each).endswith("?") or not each.speech]
    who = interviewed(reading, found[0][0]) if len(asking) >= MANY else None
    return {line.zone.span.start: who for _, line in found} if who else {}


def _may_ask(line: Line, words: str, turn: bool) -> bool:
    """A question, a heading, or a short turn of the dialogue."""
    short = len(words.split()) <= SHORT and not words.endswith(ITEM)
    return words.endswith("?") or line.zone.kind is ZoneKind.SUBHEADING or (turn and short)


def _text(reading: Reading, line: Line) -> str:
    return reading.document.article.text[line.zone.span.start : line.zone.span.stop]


def interviewed(reading: Reading, question: Line) -> tuple[str, int] | None:
    """Whom the first question addresses by a given name told before, else who was named last before it."""
    at = bisect_left(reading.sentences, question.zone.span.start, key=_start)
    before = [ref for index in range(at) for ref in reading.outer(index, Kind.PERSON)]
    name = _addressed(reading, at)
    called = [ref for ref in before if name and _given(reading, ref) == name]
    last = [ref for ref in before if before and ref.sentence == before[-1].sentence]
    subjects = [
        ref for ref in last if case(reading.sentences[ref.sentence].tokens[ref.head]) in {"Nom", None}
    ]
    chosen = (called or subjects or last)[-1:]
    return (chosen[0].thing, chosen[0].sentence) if chosen else None


def _addressed(reading: Reading, index: int) -> str | None:
    """`– Иван Иванович, когда …`: the given name before a patronymic and a comma."""
    words = [token.text for token in reading.sentences[index].tokens[:4]]
    words = words[1:] if words[0] in DASHES else words
    polite = len(words) > 2 and words[2] == "," and words[1].endswith(PATRONYMIC_ENDINGS)
    return words[0] if polite else None


def _given(reading: Reading, ref: Ref) -> str:
    return reading.things[ref.thing].names[0].split()[0]


def _start(sentence: Sentence) -> int:
    return sentence.span.start
