"""The goal of a journey that the text leaves to a common noun: `прибыла в республику`, `посетила страну`."""

from __future__ import annotations

from kg.extract.areas import area, country
from kg.extract.groups import home
from kg.extract.lexicon import CITY_WORDS, REGION_WORDS
from kg.extract.reading import Form, Reading, Ref, case
from kg.model import Kind

COUNTRY_WORDS = frozenset({"страна", "государство"})
INTO = frozenset({"в", "во", "на"})


def common_goal(reading: Reading, index: int, trigger: int, senders: list[str]) -> Ref | None:
    """A reference to the place that a common noun near the trigger means, or None.

    Guests from elsewhere come to the article's own region; those from there to the place last named abroad.
    """
    tokens = reading.sentences[index].tokens
    for i in range(max(1, trigger - 5), min(len(tokens), trigger + 6)):
        word = tokens[i].lemma
        if word not in REGION_WORDS | CITY_WORDS | COUNTRY_WORDS or reading.covering(index, i) is not None:
            continue
        bare = i + 1 == len(tokens) or case(tokens[i + 1]) != "Gen"
        into = tokens[i - 1].text.lower() in INTO or (
            tokens[trigger].lemma == "посетить" and case(tokens[i]) == "Acc"
        )
        key = _meant(reading, index, word, senders) if bare and into else None
        if key is not None:
            return Ref(index, i, i + 1, i, key, reading.things[key].kind, Form.ANAPHOR)
    return None


def _meant(reading: Reading, index: int, word: str, senders: list[str]) -> str | None:
    own = home(reading)
    ours = {area(reading, s) for s in senders}
    if word not in COUNTRY_WORDS and own is not None and ours and area(reading, own) not in ours:
        return own
    kinds = {Kind.COUNTRY} if word in COUNTRY_WORDS else {Kind.REGION, Kind.COUNTRY}
    there = {country(reading, s) for s in senders}
    for row in range(index, -1, -1):
        for ref in reversed(reading.refs[row]):
            if ref.kind in kinds and country(reading, ref.thing) not in there:
                return ref.thing
    return None
