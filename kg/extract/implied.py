"""The body of a post that the text leaves unsaid: `её губернатор`, `министр` of the region at hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.extract.areas import is_domestic
from kg.extract.groups import home
from kg.extract.holding import Holding
from kg.extract.lexicon import DELEGATION_WORDS, LEAD, WEAK_POSTS, words
from kg.extract.reading import Reading, fold
from kg.extract.roles import Phrase
from kg.model import Kind

HEADS_OF_STATE = words("президент премьер-министр премьер король королева канцлер эмир султан вице-президент")
CROWNED = words("король королева эмир")  # of pop music too
FOREIGN_KINDS = words("провинция штат префектура аймак воеводство земля")
TYPED = words("область край республика округ провинция штат префектура")


def with_body(reading: Reading, phrase: Phrase, holding: Holding, before: list[Holding]) -> Holding:
    """The holding with the body that the text leaves unsaid, where one can be derived."""
    if holding.body is not None or set(fold(holding.role).split()[:2]) & WEAK_POSTS:
        return holding
    return replace(holding, body=_implied_body(reading, phrase, before), confidence=0.65)


def _implied_body(reading: Reading, phrase: Phrase, before: list[Holding]) -> str | None:
    """The place at hand: of the post named just before, of the visitors (`её губернатор`), else the
    article's own."""
    kinds = _kinds(phrase)
    if phrase.implied is None or phrase.implied is Kind.REGION:
        listed = [h.body for h in before if h.sentence == phrase.sentence and h.body and not h.former]
        fitting = [b for b in listed if reading.things[b].kind in kinds]
        if fitting and (phrase.start - before[-1].stop) <= 12:
            return fitting[-1]
    led = _sender_of_led_group(reading, phrase, kinds)
    if led is not None:
        return led
    if phrase.implied is None and phrase.role.split()[-1] in HEADS_OF_STATE:
        return None
    if _is_foreign_title(phrase) or _is_of_foreign_kind(reading, phrase):
        return _nearest_place(reading, phrase, kinds, abroad=True)
    if _is_theirs(reading, phrase):
        return _nearest_place(reading, phrase, kinds)
    own = home(reading)
    if phrase.word in TYPED and own is not None and phrase.word not in _all_names(reading, own):
        return _nearest_typed(reading, phrase)
    if own is not None and reading.things[own].kind in kinds:
        return own
    return _nearest_place(reading, phrase, kinds)


def of_the_state(reading: Reading, holding: Holding) -> Holding:
    """A head of state or government with the country that the article is about, where none is named."""
    words_ = set(fold(holding.role).split())
    heads = bool(words_ & HEADS_OF_STATE - CROWNED) or fold(holding.role) == "глава государства"
    if holding.body is not None or not heads or len(words_) > 2:
        return holding
    return replace(holding, body=_main_country(reading))


def _main_country(reading: Reading) -> str | None:
    """The country that most of the article's mentions of countries are of."""
    named = Counter(ref.thing for ref in reading.all_refs() if ref.kind is Kind.COUNTRY)
    most = named.most_common(1)
    return most[0][0] if most and 2 * most[0][1] > named.total() else None


def _sender_of_led_group(reading: Reading, phrase: Phrase, kinds: tuple[Kind, ...]) -> str | None:
    """`делегация области, возглавляемая | губернатором …`: whom the delegation comes from."""
    tokens = reading.sentences[phrase.sentence].tokens
    near = tokens[max(0, phrase.start - 5) : phrase.start]
    if not any(t.lemma in LEAD or t.text in {"главе", "руководством"} for t in near):
        return None
    group = next((i for i, t in enumerate(tokens[: phrase.start]) if t.lemma in DELEGATION_WORDS), None)
    refs = [r for r in reading.outer(phrase.sentence) if r.kind in kinds and group is not None]
    return next((r.thing for r in refs if group is not None and group < r.start < phrase.start), None)


def _nearest_typed(reading: Reading, phrase: Phrase) -> str | None:
    """The place last named whose name has the word: `председатель области` after Согдийская область."""
    kinds = (Kind.REGION, Kind.COUNTRY)
    for index in range(phrase.sentence, -1, -1):
        for ref in reversed(reading.refs[index]):
            if ref.kind in kinds and phrase.word in _all_names(reading, ref.thing):
                return ref.thing
    return None


def _all_names(reading: Reading, key: str) -> str:
    return fold(" ".join(reading.things[key].names))


def _kinds(phrase: Phrase) -> tuple[Kind, ...]:
    if phrase.implied is not None:
        return (phrase.implied,)
    first = fold(phrase.role).split()[-1]
    if first in {"мэр", "вице-мэр", "градоначальник"}:
        return (Kind.CITY,)
    if first in {"посол", "консул", "генконсул", "король", "канцлер", "эмир"}:
        return (Kind.COUNTRY,)
    return (Kind.REGION, Kind.CITY) if "губернатор" in phrase.role else (Kind.REGION, Kind.COUNTRY)


def _is_foreign_title(phrase: Phrase) -> bool:
    return phrase.role.split()[-1] in {
        "аким",
        "акима",
        "хоким",
        "хокима",
        "генерал-губернатор",
        "воевода",
        "король",
        "канцлер",
    }


def _is_theirs(reading: Reading, phrase: Phrase) -> bool:
    """`её вице-губернатор`: of those just spoken of."""
    tokens = reading.sentences[phrase.sentence].tokens
    return phrase.start > 0 and tokens[phrase.start - 1].text.lower() in {"её", "ее", "его", "их"}


def _is_of_foreign_kind(reading: Reading, phrase: Phrase) -> bool:
    """`губернатор провинции`: Russia has none."""
    return reading.sentences[phrase.sentence].tokens[phrase.stop - 1].lemma in FOREIGN_KINDS


def _nearest_place(
    reading: Reading, phrase: Phrase, kinds: tuple[Kind, ...], abroad: bool = False
) -> str | None:
    for index in range(phrase.sentence, -1, -1):
        refs = [r for r in reading.refs[index] if r.kind in kinds]
        if index == phrase.sentence:
            refs = [r for r in refs if r.start < phrase.start]
        if abroad:
            refs = [r for r in refs if not is_domestic(reading, r.thing)]
        if refs:
            return refs[-1].thing
    return None


def share_bodies(found: list[Holding]) -> list[Holding]:
    """Of a double post (`заместитель премьера – министр промышленности страны`) both parts belong to the
    body named."""
    result = []
    for holding in found:
        twins = [
            h
            for h in found
            if (h.person, h.sentence) == (holding.person, holding.sentence) and h.confidence >= 0.9
        ]
        own = holding.confidence < 0.7 and twins and abs(twins[0].start - holding.start) <= 8
        result.append(replace(holding, body=twins[0].body, confidence=0.8) if own else holding)
    return result
