"""Who is quoted saying what: speech with its speaker."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kg.extract.interviews import Line, answers
from kg.extract.lexicon import SAY
from kg.extract.reading import Reading, Ref, case
from kg.extract.reported import OWN, Report, find_reports, words_of_report
from kg.extract.speech import Place, Speech, find_speech, trimmed
from kg.extract.syntax import preposition
from kg.model import Kind, Manner, Span, Token, Zone, ZoneKind

READ = frozenset({ZoneKind.BODY, ZoneKind.QUOTE, ZoneKind.SUBHEADING, ZoneKind.HEADLINE})
# говорит   делятся   сказал   улыбнулась, but not «говорю», «сказать»
THIRD = re.compile(r"(?:[аеёиуюя]т(?:ся)?|[аеёиуыя]л(?:а|о|и)?(?:с[ья])?|[нз]ёс|[ое]г)$")
SHORT = 3  # letters up to which a word that looks like a verb may be anything
VERB_WITHIN = 3  # words behind speech among which the author's verb stands
BACK, NEXT = 6, 2  # sentences to look back in, with a verb of saying and without
NEAR, FAR, UNSURE, REPORTED = (
    0.9,
    0.7,
    0.5,
    0.8,
)  # confidence where the author's words name the speaker, and where those before do


@dataclass(frozen=True, slots=True)
class Quotation:
    """`words` that a thing (its key) says; `sentence` tells whose they are."""

    speaker: str
    words: Span
    sentence: int
    manner: Manner
    confidence: float


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words they are, and the sentence that tells it."""

    thing: str
    sentence: int
    confidence: float


def find_quotations(reading: Reading) -> list[Quotation]:
    """Direct speech whose speaker is named or meant, in text order."""
    lines = _lines(reading)
    asked = answers(reading, lines)
    found: list[Quotation] = []
    for line in lines:
        for speech in line.speech:
            who = asked.get(line.zone.span.start) if speech.said is None else None
            speaker = Speaker(*who, FAR) if who else _speaker(reading, speech)
            if speaker is not None:
                found += _pieces(speech, speaker)
    found += _reported(reading, [quotation.words for quotation in found])
    return sorted(found, key=lambda quotation: quotation.words)


def _reported(reading: Reading, spoken: Sequence[Span]) -> Iterator[Quotation]:
    """Indirect speech outside of direct speech."""
    for report in find_reports(reading):
        words = words_of_report(reading, report)
        speaker = report.speaker if isinstance(report.speaker, Ref) else _owner(reading, report)
        if words and speaker and not any(words.overlaps(other) for other in spoken):
            yield Quotation(speaker.thing, words, report.sentence, Manner.INDIRECT, REPORTED)


def _owner(reading: Reading, report: Report) -> Speaker | None:
    """Whom `его` in `по его словам` means."""
    assert isinstance(report.speaker, int)
    token = reading.sentences[report.sentence].tokens[report.speaker]
    return _named_before(reading, report.sentence, token.span.start, OWN[token.text.lower()], BACK)


def _pieces(speech: Speech, speaker: Speaker) -> Iterator[Quotation]:
    for piece in speech.pieces:
        yield Quotation(speaker.thing, piece, speaker.sentence, Manner.DIRECT, speaker.confidence)


def _lines(reading: Reading) -> list[Line]:
    lines: list[Line] = []
    for zone in reading.document.zones:
        line = _line(reading, zone) if zone.kind in READ else Line(zone, ())
        first = line.speech[0] if line.speech else None
        if first and first.said is None and lines and _opens(reading, zone, first):
            said = _introduced(reading, lines[-1].zone)
            line = Line(zone, (Speech(first.pieces, said, first.dashed), *line.speech[1:]))
        lines.append(line)
    return lines


def _line(reading: Reading, zone: Zone) -> Line:
    text = reading.document.article.text
    speech = find_speech(text, zone.span, partial(_says, reading))
    if zone.kind is ZoneKind.HEADLINE:
        speech = [each for each in speech if each.said and each.said.stop < each.start]
    return Line(zone, tuple(speech))


def _opens(reading: Reading, zone: Zone, speech: Speech) -> bool:
    """True if the speech begins the paragraph, which is no item of a list."""
    words = trimmed(reading.document.article.text, zone.span.start, zone.span.stop)
    item = reading.document.article.text.endswith(";", zone.span.start, zone.span.stop)
    return words is not None and words.start == speech.start and not item


def _introduced(reading: Reading, zone: Zone) -> Span | None:
    """The last sentence of a paragraph that ends with a colon."""
    if not reading.document.article.text.endswith(":", zone.span.start, zone.span.stop):
        return None
    said = [s.span for s in reading.sentences if zone.span.covers(s.span)][-1:]
    return said[0] if said and _says(reading, said[0], Place.BEFORE) else None


def tokens_of(reading: Reading, place: Span) -> Iterator[tuple[int, int, Token]]:
    """Sentence, number and token of each word that lies in a place."""
    sentences = reading.sentences
    index = max(0, bisect_right(sentences, place.start, key=lambda each: each.span.start) - 1)
    while index < len(sentences) and sentences[index].span.start < place.stop:
        tokens = sentences[index].tokens
        for number in range(bisect_left(tokens, place.start + 1, key=_stop), len(tokens)):
            if tokens[number].span.start >= place.stop:
                return
            yield index, number, tokens[number]
        index += 1


def _stop(token: Token) -> int:
    return token.span.stop


def _says(reading: Reading, said: Span, place: Place) -> bool:
    """True if the author's words say whose speech stands beside them.

    Behind it a verb stands first; before it somebody says something, or is no more than named.
    """
    tokens = [token for _, _, token in tokens_of(reading, said)]
    if any(token.lemma in SAY and THIRD.search(token.text) for token in tokens):
        return True
    people = _people(reading, said)
    if place is Place.BEFORE:
        subjects = any(_is_subject(reading, ref) for ref in people)
        return subjects or any(token.lemma == "слово" for token in tokens)
    verbs = [token for token in tokens[:VERB_WITHIN] if THIRD.search(token.text)]
    sure = place is Place.BEHIND or bool(people)
    return any(token.pos == "VERB" or (sure and len(token.text) > SHORT) for token in verbs)


def _is_telling(token: Token) -> bool:
    return token.pos == "VERB" and THIRD.search(token.text) is not None


def _people(reading: Reading, said: Span) -> list[Ref]:
    return _refs(reading, said, Kind.PERSON)


def _refs(reading: Reading, said: Span, kind: Kind) -> list[Ref]:
    rows = dict.fromkeys(index for index, _, _ in tokens_of(reading, said))
    refs = (ref for row in rows for ref in reading.outer(row, kind))
    return [ref for ref in refs if reading.span(ref.sentence, ref.start, ref.stop).overlaps(said)]


def _is_subject(reading: Reading, ref: Ref) -> bool:
    return case(reading.sentences[ref.sentence].tokens[ref.head]) in {"Nom", None}


def _speaker(reading: Reading, speech: Speech) -> Speaker | None:
    """Who is named beside the words, else before them."""
    if speech.said is None:
        return None if speech.dashed else _carried(reading, speech)
    people = _people(reading, speech.said)
    subjects = [ref for ref in people if _is_subject(reading, ref)] or people or _bodies(reading, speech.said)
    best = min(subjects, key=partial(_distance, reading, speech.said), default=None)
    if best is None:
        return _carried(reading, speech)
    return Speaker(best.thing, best.sentence, NEAR if _is_subject(reading, best) else FAR)


def _bodies(reading: Reading, said: Span) -> list[Ref]:
    """Bodies that say something: `сообщает министерство`, `рассказали в министерстве`."""
    return [
        ref
        for ref in _refs(reading, said, Kind.ORGANIZATION)
        if _is_subject(reading, ref) or preposition(reading.sentences[ref.sentence], ref) in {"в", "во"}
    ]


def _distance(reading: Reading, said: Span, ref: Ref) -> int:
    """How far a person stands from the verb of saying."""
    verbs = [(i, n) for i, n, token in tokens_of(reading, said) if _is_telling(token)]
    return min((abs(n - ref.head) for i, n in verbs if i == ref.sentence), default=99)


def _carried(reading: Reading, speech: Speech) -> Speaker | None:
    """Who was named last before the words; of fitting gender where a verb shows it."""
    first = next((index for index, _, _ in tokens_of(reading, speech.pieces[0])), 0)
    gender = _gender(reading, speech.said) if speech.said else None
    return _named_before(reading, first, speech.start, gender, BACK if speech.said else NEXT)


def _named_before(reading: Reading, first: int, start: int, gender: str | None, back: int) -> Speaker | None:
    """The person named last before a place, subjects first, so many sentences back at most."""
    for index in range(first, max(-1, first - back - 1), -1):
        people = [
            ref
            for ref in reading.outer(index, Kind.PERSON)
            if reading.span(index, ref.start, ref.stop).stop <= start
            and (gender is None or _gender_of(reading, ref) in {None, gender})
        ]
        subjects = [ref for ref in people if _is_subject(reading, ref)]
        if subjects or people:
            return Speaker((subjects or people)[-1].thing, index, FAR if subjects else UNSURE)
    return None


def _gender(reading: Reading, said: Span) -> str | None:
    return next((t.feats.get("Gender") for _, _, t in tokens_of(reading, said) if _is_telling(t)), None)


def _gender_of(reading: Reading, ref: Ref) -> str | None:
    return reading.sentences[ref.sentence].tokens[ref.start].feats.get("Gender")
