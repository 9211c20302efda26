"""Indirect speech: what the article gives as somebody's words without quoting them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.lexicon import ACCORDING, REPORT, words
from kg.extract.reading import Reading, Ref, case, fold, is_plural
from kg.extract.speech import trimmed
from kg.extract.syntax import is_negated, preposition
from kg.model import Kind, Span, Token, ZoneKind

READ = frozenset({ZoneKind.BODY, ZoneKind.QUOTE})
SPEAKERS = (Kind.PERSON, Kind.ORGANIZATION)
REACH = 14  # words in which a speaker's post and name have room
LEAST = 3  # words that say something
OWN = {"его": "Masc", "её": "Fem", "ее": "Fem"}
# О том, как …, рассказал X
ASKING = words("о об кому кто что как к где когда почему зачем куда откуда сколько чем с")
MARKS = frozenset('«„“”»"')


@dataclass(frozen=True, slots=True)
class Report:
    """Words `[start, stop)` of a sentence, and the reference or pronoun (a token) that tells whose."""

    sentence: int
    start: int
    stop: int
    speaker: Ref | int


def find_reports(reading: Reading) -> Iterator[Report]:
    """Every sentence of the body that gives somebody's words indirectly, in text order."""
    for index, sentence in enumerate(reading.sentences):
        if sentence.zone in READ and not MARKS.intersection(sentence.tokens[0].text[:1]):
            found = (rule(reading, index) for rule in RULES)
            report = next((each for each in found if each is not None), None)
            if report is not None and report.stop - report.start >= LEAST:
                yield report


def according(reading: Reading, index: int) -> Report | None:
    """`По словам X, A`, `По его словам, A`."""
    tokens = reading.sentences[index].tokens
    if len(tokens) < LEAST or tokens[0].text.lower() != "по":
        return None
    noun = next((i for i in (1, 2) if tokens[i].lemma in ACCORDING), None)
    if noun is None:
        return None
    if noun == 2:
        speaker: Ref | int | None = 1 if tokens[1].text.lower() in OWN else None
    else:
        speaker = _first(reading, index, noun + 1, None)
    return _after(reading, index, speaker, noun)


def as_told(reading: Reading, index: int) -> Report | None:
    """`Как сообщил X, A`."""
    tokens = reading.sentences[index].tokens
    if fold(tokens[0].text) != "как" or len(tokens) < LEAST:
        return None
    verb = next((i for i in (1, 2) if tokens[i].lemma in REPORT), None)
    speaker = _first(reading, index, verb + 1, "Nom") if verb is not None else None
    return _after(reading, index, speaker, verb) if verb is not None else None


def told_that(reading: Reading, index: int) -> Report | None:
    """`X сообщил, что A`."""
    sentence = reading.sentences[index]
    tokens = sentence.tokens
    for i in range(len(tokens) - LEAST):
        that = tokens[i + 1].text == "," and fold(tokens[i + 2].text) == "что"
        if that and tokens[i].lemma in REPORT and tokens[i].pos == "VERB" and not is_negated(sentence, i):
            speaker = _last(reading, index, i)
            stop = _end(reading, index)
            return Report(index, i + 3, stop, speaker) if speaker is not None else None
    return None


def told_behind(reading: Reading, index: int) -> Report | None:
    """`A, сообщил X.`"""
    sentence = reading.sentences[index]
    tokens, stop = sentence.tokens, _end(reading, index)
    if fold(tokens[0].text) in ASKING:
        return None
    commas = [i for i in range(max(1, stop - REACH), stop - 1) if tokens[i].text == ","]
    for comma in commas:
        told = tokens[comma + 1]
        if told.lemma in REPORT and told.pos == "VERB" and told.feats.get("VerbForm") == "Fin":
            speaker = _first(reading, index, comma + 2, "Nom")
            ends = isinstance(speaker, Ref) and all(
                tokens[i].text != "," and tokens[i].pos != "VERB" for i in range(comma + 2, stop)
            )
            return Report(index, 0, comma, speaker) if ends and speaker is not None else None
    return None


RULES = (according, as_told, told_that, told_behind)


def _after(reading: Reading, index: int, speaker: Ref | int | None, anchor: int) -> Report | None:
    """What follows the comma behind a speaker and the clause that tells more of him."""
    if speaker is None:
        return None
    tokens = reading.sentences[index].tokens
    behind = speaker.stop if isinstance(speaker, Ref) else anchor + 1
    commas = [i for i in range(behind, min(behind + REACH, len(tokens) - 1)) if tokens[i].text == ","]
    if len(commas) > 1 and _tells_more(tokens[commas[0] + 1 : commas[0] + 3]):
        commas = commas[1:]
    return Report(index, commas[0] + 1, _end(reading, index), speaker) if commas else None


def _tells_more(words: Sequence[Token]) -> bool:
    """`…, приехавший …`, `…, который …`, `…, с которым …`"""
    participle = words[0].feats.get("VerbForm") == "Part" and words[0].feats.get("Variant") != "Short"
    return participle or any(word.lemma == "который" for word in words)


def _first(reading: Reading, index: int, start: int, wanted: str | None) -> Ref | None:
    """The first person between a word and the next comma, else the body that `сообщает`, or in which
    `сообщили`."""
    sentence = reading.sentences[index]
    tokens = sentence.tokens
    stop = next((i for i in range(start, len(tokens)) if tokens[i].text == ","), len(tokens))
    refs = [ref for ref in reading.outer(index, *SPEAKERS) if start <= ref.start < stop]
    fitting = [ref for ref in refs if wanted is None or case(tokens[ref.head]) in {wanted, None}]
    people = [ref for ref in fitting if ref.kind is Kind.PERSON]
    if wanted is not None and is_plural(tokens[start - 1]):
        fitting = [ref for ref in refs if preposition(sentence, ref) in {"в", "во"}]
    return next(iter(people or fitting), None)


def _last(reading: Reading, index: int, verb: int) -> Ref | None:
    """The subject before a verb: the last person in the nominative, else the last such body."""
    tokens = reading.sentences[index].tokens
    refs = [
        ref
        for ref in reading.outer(index, *SPEAKERS)
        if verb - REACH <= ref.start < verb and case(tokens[ref.head]) in {"Nom", None}
    ]
    people = [ref for ref in refs if ref.kind is Kind.PERSON]
    return next(reversed(people or refs), None) if refs else None


def _end(reading: Reading, index: int) -> int:
    """The number of the token behind the last word."""
    tokens = reading.sentences[index].tokens
    return len(tokens) - 1 if tokens[-1].text in {".", "!", "…", ";"} else len(tokens)


def words_of_report(reading: Reading, report: Report) -> Span | None:
    """The reported words without marks at their edges."""
    span = reading.span(report.sentence, report.start, report.stop)
    return trimmed(reading.document.article.text, span.start, span.stop)
