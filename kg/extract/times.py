"""Dates of the article resolved in reading order: by the tense of their verb and the day told before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kg.extract.reading import DateRef, Reading
from kg.extract.syntax import governor, is_verb, tense
from kg.model import Sentence
from kg.text.dates import Anchor, Bound, Tense, When

CLOSE, FAR = timedelta(days=60), timedelta(days=270)
TENSES = {"past": Tense.PAST, "future": Tense.FUTURE}


def resolve_dates(reading: Reading) -> None:
    """Replace every date by its resolved form; `на следующий день` counts from the last day told."""
    told: date | None = None
    published = reading.document.article.published
    for index, row in enumerate(reading.dates):
        for i, ref in enumerate(row):
            when = _likely(ref.when, _resolve(reading.sentences[index], ref, told), published)
            row[i] = replace(ref, when=when)
            told = when.start or when.stop or told


def _resolve(sentence: Sentence, ref: DateRef, told: date | None) -> When:
    ahead = Tense.FUTURE if ref.when.bound is Bound.UNTIL else None
    when = ref.when.resolve(_tense(sentence, ref) or ahead)
    return when.relative_to(told) if told and when.shift is not None else when


def _likely(said: When, resolved: When, published: date | None) -> When:
    """A day without a year means the one close by, whatever the tense of the verb.

    The day before, `о визите 12 сентября рассказал мэр` does not tell of the year before.
    """
    day, other = said.window.start, resolved.window.start
    if published is None or day is None or other is None or said.anchor is not Anchor.INFERRED:
        return resolved
    return said if abs(day - published) <= CLOSE and abs(other - published) >= FAR else resolved


def _tense(sentence: Sentence, ref: DateRef) -> Tense | None:
    verb = next((i for i in range(ref.start, ref.stop) if is_verb(sentence.tokens[i])), None)
    verb = governor(sentence, ref.start) if verb is None else verb
    return TENSES.get(tense(sentence, verb)) if verb is not None else None


def day_near(reading: Reading, index: int, token: int) -> date | None:
    """The single day told nearest to a token of a sentence."""
    days = [r for r in reading.dates[index] if r.when.start and r.when.start == r.when.stop]
    nearest = min(days, key=lambda r: abs(r.start - token), default=None)
    return nearest.when.start if nearest else None


CARRYING = frozenset({"там", "здесь", "тогда", "тут"})


def day_carried(reading: Reading, index: int) -> date | None:
    """The day of the sentence before, for a sentence that begins with `там`, `здесь` or `тогда`."""
    first = [t.lemma for t in reading.sentences[index].tokens[:2]]
    if not index or CARRYING.isdisjoint(first):
        return None
    days = [r.when.start for r in reading.dates[index - 1] if r.when.start and r.when.start == r.when.stop]
    return days[-1] if days else None
