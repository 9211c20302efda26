"""Places, sites and events that a delegation takes in on its way."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.areas import area, lies_in
from kg.extract.groups import PLACES
from kg.extract.lexicon import EVENT_HEADS, MEET_NOUNS, SIGN_NOUNS, TRIP_NOUNS, VISIT_SITE, words
from kg.extract.reading import Form, Reading, Ref, case
from kg.extract.syntax import ancestors, governor, is_negated, is_verb, preposition, refs_of
from kg.extract.visit import Visit
from kg.model import Kind, Sentence, ZoneKind

SITES = (Kind.FACILITY, Kind.PROGRAMME_EVENT, Kind.ORGANIZATION)
INTO = {"в", "во", "на", "по"}
SHOWING = words(
    """
    осмотреть осматривать посетить посещать показать показывать объехать увидеть посещение осмотр
    """
)


def find_stops(reading: Reading, visits: list[Visit], posts: set[tuple[int, int]]) -> None:
    """Add to each visit the places and sites that the article takes it to; `posts` are tokens inside role
    phrases."""
    for index, sentence in enumerate(reading.sentences):
        if sentence.zone is not ZoneKind.BODY:
            continue
        for ref in reading.outer(index):
            if (index, ref.start) in posts or ref.form is not Form.NAME:
                continue
            visit = _visit_for(reading, visits, index, ref)
            if visit is not None and _is_stop(reading, visit, ref):
                visit.stops.setdefault(ref.thing, index)


def _visit_for(reading: Reading, visits: list[Visit], index: int, ref: Ref) -> Visit | None:
    """The visit under way at this sentence; a place chooses the visit whose area it lies in."""
    begun = [v for v in visits if v.first <= index and _in_section(reading, visits, v, index)]
    here = [v for v in begun if any(t.sentence == index for t in v.trips)]
    if ref.kind in PLACES:
        around = area(reading, ref.thing)
        fitting = [v for v in (here or begun) if around is None or around in v.areas]
        return _latest(fitting, index)
    return _latest(here, index) or _latest([v for v in begun if not v.background], index)


def _in_section(reading: Reading, visits: list[Visit], visit: Visit, index: int) -> bool:
    """In a digest, where sections have visits of their own, a visit reaches no further than its sections."""
    sections = {v.first: _section(reading, v.first) for v in visits}
    if len(set(sections.values())) < 2:
        return True
    return _section(reading, index) in {_section(reading, t.sentence) for t in visit.trips}


def _section(reading: Reading, index: int) -> int:
    return sum(s.zone is ZoneKind.SUBHEADING for s in reading.sentences[:index])


def _latest(visits: list[Visit], index: int) -> Visit | None:
    return max(
        visits,
        key=lambda v: max((t.sentence for t in v.trips if t.sentence <= index), default=-1),
        default=None,
    )


def _is_stop(reading: Reading, visit: Visit, ref: Ref) -> bool:
    sentence = reading.sentences[ref.sentence]
    if visit.background and not any(t.sentence == ref.sentence for t in visit.trips):
        return False
    if ref.kind in PLACES:
        return _is_place_stop(reading, visit, sentence, ref)
    return ref.kind in SITES and _is_site_stop(sentence, ref)


def _is_place_stop(reading: Reading, visit: Visit, sentence: Sentence, ref: Ref) -> bool:
    inside = any(lies_in(reading, ref.thing, a) for a in visit.areas) or area(reading, ref.thing) is None
    if not inside or ref.kind is Kind.COUNTRY or _is_about_others(reading, sentence, ref):
        return False
    word = preposition(sentence, ref)
    if word in INTO and case(sentence.tokens[ref.head]) != "Dat":
        return not _is_denied(sentence, ref)
    if word == "по" or (not word and _is_shown(sentence, ref)):
        return True
    return word in {"через"} or _in_list_of_stops(reading, visit, sentence, ref)


PROGRAMME = (
    TRIP_NOUNS
    | MEET_NOUNS
    | SIGN_NOUNS
    | EVENT_HEADS
    | words("часть программа церемония день остановка делегат")
)


def _is_about_others(reading: Reading, sentence: Sentence, ref: Ref) -> bool:
    """The place's clause has a subject of its own that does not travel: `фуры стоят на границе`."""
    verb = governor(sentence, ref.head)
    if verb is None or _is_visiting(sentence, verb):
        return False
    own = [
        i for i, t in enumerate(sentence.tokens) if t.head == verb and t.rel == "nsubj" and t.pos == "NOUN"
    ]
    travelling = {Kind.PERSON, Kind.DELEGATION}
    covering = [reading.covering(ref.sentence, i) for i in own]
    return any(
        sentence.tokens[i].lemma not in PROGRAMME and (c is None or c.kind not in travelling)
        for i, c in zip(own, covering, strict=True)
    ) and not any(r.kind is Kind.PERSON for i in own for r in refs_of(reading, ref.sentence, i))


def _in_list_of_stops(reading: Reading, visit: Visit, sentence: Sentence, ref: Ref) -> bool:
    """`Маршрут пройдёт через А, Б и В`; `в двух провинциях – А и Б`: an item after one that is a stop."""
    row = [r for r in reading.outer(ref.sentence, ref.kind) if r.stop <= ref.start]
    if not row or row[-1].thing not in visit.stops or visit.stops[row[-1].thing] != ref.sentence:
        words = [t.text for t in sentence.tokens[max(0, ref.start - 2) : ref.start]]
        return bool({"–", "—"} & set(words)) and any(
            t.lemma in {"провинция", "город", "регион", "маршрут"} for t in sentence.tokens[: ref.start]
        )
    between = sentence.tokens[row[-1].stop : ref.start]
    return len(between) <= 2 and all(t.text in {",", "и", "провинция"} or t.pos == "CCONJ" for t in between)


def _is_site_stop(sentence: Sentence, ref: Ref) -> bool:
    token = sentence.tokens[ref.head]
    if ref.form is not Form.NAME or _is_denied(sentence, ref):
        return False
    visiting = any(_is_visiting(sentence, a) for a in _near_ancestors(sentence, ref.head))
    if ref.kind is Kind.ORGANIZATION:
        verb = governor(sentence, ref.head)
        visiting = visiting and (verb is None or _is_visiting(sentence, verb))
    word = preposition(sentence, ref)
    if ref.kind is Kind.PROGRAMME_EVENT:
        return (word in INTO | {"с"} or _is_shown(sentence, ref)) and (visiting or token.lemma in EVENT_HEADS)
    if ref.kind is Kind.ORGANIZATION and word not in {"в", "на"} and not _is_shown(sentence, ref):
        return False
    by_instrument = word in {"с", "со"} and case(token) in {"Ins", None}
    return visiting and (word in INTO or by_instrument or _is_shown(sentence, ref)) and case(token) != "Nom"


def _near_ancestors(sentence: Sentence, token: int) -> Iterator[int]:
    for above in ancestors(sentence, token):
        yield above
        if is_verb(sentence.tokens[above]) and sentence.tokens[above].rel not in {"xcomp", "conj"}:
            return


def _is_visiting(sentence: Sentence, token: int) -> bool:
    return sentence.tokens[token].lemma in VISIT_SITE


def _is_shown(sentence: Sentence, ref: Ref) -> bool:
    """Object of visiting, seeing or showing."""
    return any(sentence.tokens[a].lemma in SHOWING for a in _objects_of(sentence, ref.head)) and case(
        sentence.tokens[ref.head]
    ) in {"Acc", "Gen", "Ins", "Nom", None}


def _objects_of(sentence: Sentence, token: int) -> Iterator[int]:
    """What a token is an object of: its head, over coordinations."""
    while sentence.tokens[token].rel == "conj" and sentence.tokens[token].head >= 0:
        token = sentence.tokens[token].head
    yield from list(ancestors(sentence, token))[:1]


def _is_denied(sentence: Sentence, ref: Ref) -> bool:
    verb = next((a for a in ancestors(sentence, ref.head) if is_verb(sentence.tokens[a])), None)
    return verb is not None and is_negated(sentence, verb)
