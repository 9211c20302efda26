"""Where direct speech stands in a paragraph: between quotation marks or after a dash, and the author's words
beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.model import Span

PAIRS = {"«": "»", "„": "“", "“": "”", '"': '"'}
OPENING = re.compile(r"(?:[«„“]|(?<!\w)\")(?=\S)")
MARK = re.compile('[«»„“”"]')
# – Мы рады   — Мы рады
TURN = re.compile(r"[–—-]\s?(?=[^\W_]|[«„“\"…])")
# 15:20. – Мы рады
INNER_TURN = re.compile(r"(?<=[.!?:…])\s[–—]\s(?=[А-ЯЁ])")
# …, – сказал   …! – сказал
ASIDE = re.compile(r"(?<=[,!?….])\s?[–—-]\s+(?=[а-яё])")
# «…», – сказал   «…!» – сказал
AFTER_QUOTE = re.compile(r"(?:\s?[,.]\s?|(?<=[,!?….][»”“\"])\s?|(?<=[–—-][»”“\"])\s?)[–—-]\s+(?=[а-яё])")
# сказал он. – Мы   сказал он, – и мы   сказал он: – Мы
RESUMED = re.compile(r"[.,:!?…]\s?[–—-]\s+(?=[\w«„“\"])")
# the end of a sentence, but not of an initial: М. С. Иванов
STOP = re.compile(r"(?<!\b[А-ЯЁ])[.!?…]+(?=[\s»”“\"]|$)")
# what follows a mark that closes speech
CLOSED = re.compile(r"\s?[,.!?…]?\s?(?:[–—-]\s|$)")
ENDED = re.compile(r"[.!?…][»”“\"]?$")
# «…», – сказал он, – «…»
CARRIED = re.compile(r"[.,:]\s?[–—-]\s+$")
EDGES = ' \t\n\r\v\f\xa0«»„“”",;:–—-'
WORDS = re.compile(r"\w+")
FREE = 4  # words from which a quoted sentence that nobody introduces is speech and no name


class Place(StrEnum):
    """Where the author's words stand."""

    BEFORE = "before"  # сказал: «…»
    BEHIND = "behind"  # «…», – сказал
    AMONG = "among"  # …, – сказал. – …


Says = Callable[[Span, Place], bool]


@dataclass(frozen=True, slots=True)
class Speech:
    """What somebody says in one paragraph: its words in pieces, without marks at the edges.

    `said` are the author's words that belong to it, None where there are none; `dashed` tells speech after a
    dash, the turns of a dialogue, from that in quotation marks.
    """

    pieces: tuple[Span, ...]
    said: Span | None
    dashed: bool

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.pieces[0].start


def find_speech(text: str, paragraph: Span, says: Says) -> list[Speech]:
    """The speech of a paragraph in text order; `says` judges whether author's words may introduce speech."""
    turn = TURN.match(text, paragraph.start, paragraph.stop)
    if turn:
        return [_turn(text, Span(turn.end(), paragraph.stop), says)]
    found = list(_quoted(text, paragraph, says))
    return found or list(_inner_turns(text, paragraph, says))


def trimmed(text: str, start: int, stop: int) -> Span | None:
    """The place without blanks and marks at its edges; None if nothing is left."""
    words = text[start:stop]
    start += len(words) - len(words.lstrip(EDGES))
    stop -= len(words) - len(words.rstrip(EDGES))
    return Span(start, stop) if start < stop else None


def _turn(text: str, place: Span, says: Says) -> Speech:
    """`– A, – said. – B`: every second piece between asides is the author's."""
    pieces, said = _interrupted(text, place, says)
    return Speech(tuple(pieces), said, True)


def _inner_turns(text: str, paragraph: Span, says: Says) -> Iterator[Speech]:
    """`15:20. – A, – said.`: a turn behind other words, if the author's words follow."""
    for match in INNER_TURN.finditer(text, paragraph.start, paragraph.stop):
        speech = _turn(text, Span(match.end(), paragraph.stop), says)
        if speech.said is not None and speech.pieces:
            yield speech
            return


def _interrupted(text: str, place: Span, says: Says) -> tuple[list[Span], Span | None]:
    """Pieces of speech in a place and the first words of the author between them."""
    pieces: list[Span | None] = []
    said, start, at = None, place.start, place.start
    while aside := ASIDE.search(text, at, place.stop):
        resumed = RESUMED.search(text, aside.end(), place.stop)
        stop = resumed.start() if resumed else sentence_end(text, aside.end(), place.stop)
        at = aside.end()
        if stop > at and says(Span(at, stop), Place.AMONG):
            pieces.append(trimmed(text, start, aside.start()))
            said = said or Span(at, stop)
            start = at = resumed.end() if resumed else place.stop
    pieces.append(trimmed(text, start, place.stop))
    return [piece for piece in pieces if piece], said


def sentence_end(text: str, start: int, stop: int) -> int:
    """Where the sentence that runs on from `start` ends, before its mark; `stop` at the latest."""
    end = STOP.search(text, start, stop)
    return end.start() if end else stop


def _quoted(text: str, paragraph: Span, says: Says) -> Iterator[Speech]:
    """Speech in quotation marks."""
    last: Speech | None = None
    for outer in quotations(text, paragraph):
        speech = _of_marks(text, paragraph, outer, says)
        if speech is None and last is not None and CARRIED.search(text, last.start, outer.start):
            piece = trimmed(text, outer.start, outer.stop)
            speech = Speech((piece,), last.said, False) if piece else None
        if speech is not None:
            yield speech
        last = speech


def _of_marks(text: str, paragraph: Span, outer: Span, says: Says) -> Speech | None:
    pieces, inside = _interrupted(text, outer, says)
    if not pieces:
        return None
    after = _said_after(text, paragraph, outer.stop, says)
    said = after or inside or _said_before(text, paragraph, outer.start, says)
    if said is not None:
        return Speech(tuple(pieces), said, False)
    before = text[paragraph.start : outer.start].rstrip()
    alone = (not before or ENDED.search(before)) and _is_sentence(text, outer)
    return Speech(tuple(pieces), None, False) if alone else None


def _said_after(text: str, paragraph: Span, stop: int, says: Says) -> Span | None:
    """The author's words after a closing mark and a dash, up to the end of their sentence."""
    dash = AFTER_QUOTE.match(text, stop, paragraph.stop)
    if dash is None:
        return None
    end = min(
        sentence_end(text, dash.end(), paragraph.stop),
        next((m.start() for m in [RESUMED.search(text, dash.end(), paragraph.stop)] if m), paragraph.stop),
    )
    said = Span(dash.end(), end) if end > dash.end() else None
    return said if said and says(said, Place.BEHIND) else None


def _said_before(text: str, paragraph: Span, start: int, says: Says) -> Span | None:
    """The sentence that a colon before the opening mark ends."""
    before = text[paragraph.start : start].rstrip()
    if not before.endswith(":"):
        return None
    ends = [end.end() for end in STOP.finditer(before)]
    said = trimmed(text, paragraph.start + (ends[-1] if ends else 0), paragraph.start + len(before))
    return said if said and says(said, Place.BEFORE) else None


def _is_sentence(text: str, outer: Span) -> bool:
    """Marked words that begin with a capital, are no mere name, and end where a sentence does."""
    words = WORDS.findall(text[outer.start : outer.stop])
    ended = text[outer.stop - 2 : outer.stop - 1] in {".", "!", "?", "…"} or STOP.match(text, outer.stop)
    return len(words) >= FREE and words[0][:1].isupper() and bool(ended or outer.stop == len(text))


def quotations(text: str, paragraph: Span) -> Iterator[Span]:
    """Places between matching quotation marks, marks included, outermost only.

    A mark that nothing closes runs to the end of the paragraph: speech goes on in the next.
    """
    opening = OPENING.search(text, paragraph.start, paragraph.stop)
    while opening is not None:
        stop = _closing(text, opening.start(), paragraph.stop)
        yield Span(opening.start(), stop)
        opening = OPENING.search(text, stop, paragraph.stop)


def _closing(text: str, opening: int, stop: int) -> int:
    """Behind the mark that closes. A name inside may share the mark with the speech; what nothing closes runs
    to the end of the paragraph."""
    mark, close = text[opening], PAIRS[text[opening]]
    depth, last = 1, stop
    for match in MARK.finditer(text, opening + 1, stop):
        if match[0] == close:
            depth -= 1
            last = match.end()
        elif match[0] == mark:
            depth += 1
        if not depth:
            return last
    return last if CLOSED.match(text, last, stop) else stop
