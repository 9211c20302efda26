"""Posts: a role phrase, the body it belongs to, and who holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.groups import home
from kg.extract.lexicon import (
    ACTING,
    FIELD_POSTS,
    FORMER,
    GOVERNMENT,
    POST_HEADS,
    REGION_WORDS,
    REGIONAL_TITLES,
    ROLE_TITLES,
    WEAK_POSTS,
    words,
)
from kg.extract.phrases import expand
from kg.extract.reading import Form, Reading, Ref, case, fold, is_nominal, is_plural
from kg.model import Kind, Token

PLACES = (Kind.COUNTRY, Kind.REGION, Kind.CITY)
BODIES = (*PLACES, Kind.ORGANIZATION, Kind.FACILITY)
DASHES = {"-", "–", "—"}
ROLE_MODIFIERS = words(
    """
    первый второй старший младший главный генеральный исполнительный почётный почетный чрезвычайный
    полномочный торговый технический коммерческий финансовый верховный государственный постоянный
    специальный научный художественный ведущий политический административный управляющий
    региональный-директор народный ответственный учёный ученый военный культурный
    """
)
LOCAL = {
    "областной": Kind.REGION,
    "краевой": Kind.REGION,
    "региональный": Kind.REGION,
    "республиканский": Kind.REGION,
    "окружной": Kind.REGION,
    "провинциальный": Kind.REGION,
    "городской": Kind.CITY,
    "столичный": Kind.CITY,
}
HOME_WORDS = REGION_WORDS | {"город", "страна", "столица", "субъект", "муниципалитет"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A role phrase at tokens `[start, stop)`; `bodies` in text order; `role` nominative, lower case."""

    sentence: int
    start: int
    head: int
    stop: int
    role: str
    bodies: tuple[str, ...]
    former: bool
    plural: bool
    # the body is the region or city at hand: `глава региона`, `областной министр`; `word` is the noun that says so
    implied: Kind | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """`person` holds `role` in `body` (a thing's key or None), said by tokens `[start, stop)` of a sentence."""

    person: str
    role: str
    body: str | None
    former: bool
    sentence: int
    start: int
    stop: int
    confidence: float
    head: int = 0  # the role's head word


def find_posts(reading: Reading) -> list[Holding]:
    """All posts that the text gives to a named person, in text order, each once."""
    found: list[Holding] = []
    for phrase in _phrases(reading):
        for holding in _holdings(reading, phrase):
            found.append(_with_body(reading, phrase, holding, found))
    _anchor(reading, found)
    return _merge(_share_bodies(found))


def _anchor(reading: Reading, found: list[Holding]) -> None:
    """Let a name hang where the role before it hangs: `с | министром … Петровым`."""
    for holding in found:
        row = reading.refs[holding.sentence]
        for i, ref in enumerate(row):
            if ref.thing == holding.person and holding.head < ref.start < holding.stop and ref.lead is None:
                row[i] = replace(ref, head=holding.head, lead=holding.start)


# ---------------------------------------------------------------- the phrase


def _phrases(reading: Reading) -> Iterator[Phrase]:
    for index, sentence in enumerate(reading.sentences):
        i = 0
        while i < len(sentence.tokens):
            phrase = _phrase(reading, index, i) if _is_post(sentence.tokens, i) else None
            if (
                phrase is not None
                and (ref := reading.covering(index, i))
                and ref.kind is not Kind.PERSON
                and ref.head != i
            ):
                phrase = None
            if phrase is not None:
                yield phrase
            i = phrase.stop if phrase else i + 1


def _is_post(tokens: tuple[Token, ...], i: int) -> bool:
    return tokens[i].lemma in POST_HEADS and tokens[i].pos in {"NOUN", "PROPN"}


def _phrase(reading: Reading, index: int, head: int) -> Phrase:
    tokens = reading.sentences[index].tokens
    start, former, adjectives, implied = _left(reading, index, head)
    role_stop, title = _role_stop(reading, index, head)
    bodies, stop, of_home = _body(reading, index, role_stop, tokens[title].lemma)
    role = _role(reading, index, start, head, role_stop)
    return Phrase(
        index,
        start,
        head,
        stop,
        role,
        bodies if bodies else tuple(adjectives),
        former or tokens[head].lemma in FORMER,
        is_plural(tokens[head]),
        of_home or implied,
        tokens[stop - 1].lemma if of_home else "",
    )


def _left(reading: Reading, index: int, head: int) -> tuple[int, bool, list[str], Kind | None]:
    tokens, i, former, implied = reading.sentences[index].tokens, head, False, None
    bodies: list[str] = []
    while i > 0:
        token = tokens[i - 1]
        ref = reading.covering(index, i - 1)
        if ref is not None and ref.form is Form.ADJECTIVE:
            bodies.insert(0, ref.thing)
        elif token.lemma in LOCAL:
            implied = LOCAL[token.lemma]
        elif token.lemma in FORMER:
            former = True
        elif token.lemma not in ROLE_MODIFIERS | ACTING | {
            "действующий",
            "нынешний",
            "новый",
            "обязанность",
            "и",
        }:
            break
        i -= 1
    while i < head and tokens[i].text in {"и", ","}:
        i += 1
    return i, former, bodies, implied


def _role_stop(reading: Reading, index: int, head: int) -> tuple[int, int]:
    """The token after the role's words, and the last title in it (заместитель | министра → министр)."""
    tokens = reading.sentences[index].tokens
    i, title = head + 1, head
    while i < len(tokens) and case(tokens[i]) == "Gen" and reading.at(index, i, Kind.PERSON) is None:
        if tokens[i].lemma in ROLE_TITLES:
            title = i
        elif not (_is_modifier(tokens, i) or _is_government(tokens, i, title)):
            break
        i += 1
    if tokens[title].lemma in FIELD_POSTS:
        i = _field_stop(reading, index, title, i)
    return i, title


def _is_modifier(tokens: tuple[Token, ...], i: int) -> bool:
    return tokens[i].lemma in ROLE_MODIFIERS and i + 1 < len(tokens) and tokens[i + 1].lemma in ROLE_TITLES


def _is_government(tokens: tuple[Token, ...], i: int, title: int) -> bool:
    return tokens[i].lemma in GOVERNMENT and tokens[title].lemma in {"председатель", "глава", "зампред"}


def _field_stop(reading: Reading, index: int, title: int, i: int) -> int:
    """The end of a field of work: it reaches to the first place, body, person or post."""
    tokens = reading.sentences[index].tokens
    stop = expand(reading, index, title, field=True)
    for j in range(i, stop):
        ref = reading.at(index, j)
        if ref is not None and ref.kind in BODIES and ref.form is not Form.ANAPHOR:
            return j
        if tokens[j].lemma in HOME_WORDS and case(tokens[j]) == "Gen":
            return j
    return max(stop, i)


def _role(reading: Reading, index: int, start: int, head: int, stop: int) -> str:
    tokens = reading.sentences[index].tokens
    acting = next(
        (i for i in range(start, head) if tokens[i].lemma in ACTING or tokens[i].lemma == "обязанность"), None
    )
    words = [
        _singular(tokens[i].nominative) for i in range(start, head) if _belongs_to_role(reading, index, i)
    ]
    if acting is None:
        words.append(_singular_head(tokens[head]))
        tail = reading.text(index, head + 1, stop) if stop > head + 1 else ""
    else:
        words, tail = words[: acting - start + 1], reading.text(index, acting + 1, stop)
    role = " ".join([*words, tail]).strip().removesuffix(",").strip()
    return spell_out(role[:1].lower() + role[1:])


def _belongs_to_role(reading: Reading, index: int, i: int) -> bool:
    token, ref = reading.sentences[index].tokens[i], reading.covering(index, i)
    place = ref is not None and ref.form is Form.ADJECTIVE
    return not place and token.lemma not in {*LOCAL, *FORMER, "новый", "нынешний", "действующий"}


CONTRACTIONS = (
    (
        re.compile(
            r"^зам\.?(?=губернатор|министр|глав|мэр|председател|директор|начальник|декан|руководител)"
        ),
        "заместитель ",
    ),
    (re.compile(r"^зампред(?:а|у|ом|е)?\b"), "заместитель председателя"),
    (re.compile(r"^зам\.?\s+"), "заместитель "),
    (re.compile(r"^ген(?=директор|консул|секретар)"), "генеральный "),
)


def spell_out(role: str) -> str:
    """A role without contractions: `замминистра` → `заместитель министра`, `гендиректор` → `генеральный директор`."""
    for pattern, full in CONTRACTIONS:
        role = pattern.sub(full, role)
    return role


def _singular(word: str) -> str:
    """`первые` → `первый`, for the roles that a plural gives to each of several people."""
    for plural, singular in (("ые", "ый"), ("ие", "ий")):
        if word.endswith(plural):
            return word.removesuffix(plural) + singular
    return word


def _singular_head(token: Token) -> str:
    return token.lemma if is_plural(token) else token.nominative.lower()


def _body(reading: Reading, index: int, i: int, title: str) -> tuple[tuple[str, ...], int, Kind | None]:
    """The bodies after a role (several after a plural), the token after them, and the kind that `региона` implies."""
    tokens = reading.sentences[index].tokens
    ref = _body_at(reading, index, i) if i < len(tokens) else None
    if ref is not None and case(tokens[ref.head]) in {"Gen", None, "Loc"} | (
        {"Nom", "Acc"} if _undeclined(tokens[ref.head]) else set()
    ):
        return (ref.thing,), _skip_aside(reading, index, ref.stop), None
    if i < len(tokens) and tokens[i].lemma in HOME_WORDS and case(tokens[i]) == "Gen":
        return (), i + 1, Kind.CITY if tokens[i].lemma in {"город", "столица"} else Kind.REGION
    if i + 1 < len(tokens) and case(tokens[i]) == "Gen" and tokens[i + 1].lemma in HOME_WORDS:
        return (), i + 2, Kind.REGION
    if (
        title not in REGIONAL_TITLES
        and i < len(tokens)
        and case(tokens[i]) == "Gen"
        and is_nominal(tokens[i])
    ):
        return _unlisted_body(reading, index, i)
    return (), i, None


def _body_at(reading: Reading, index: int, i: int) -> Ref | None:
    """The body that starts at a token; a place inside `правительства области` counts, since the role has the rest."""
    inner = [r for r in reading.refs[index] if r.start == i and r.kind in BODIES]
    return reading.at(index, i, *BODIES) or next(
        (r for r in inner if r.kind in PLACES and r.form is Form.NAME), None
    )


def _undeclined(token: Token) -> bool:
    return token.text == token.nominative


def _unlisted_body(reading: Reading, index: int, i: int) -> tuple[tuple[str, ...], int, Kind | None]:
    tokens = reading.sentences[index].tokens
    head = i
    while head + 1 < len(tokens) and tokens[head].pos == "ADJ" and case(tokens[head + 1]) == "Gen":
        head += 1
    stop = expand(reading, index, head)
    if not reading.free(index, i, head + 1) or (stop == head + 1 and tokens[i].text.islower() and i == head):
        return (), i, None
    key = reading.add_thing(
        Kind.ORGANIZATION, [reading.nominative(index, i, head, stop)], tokens[i].span.start
    )
    reading.add_ref(Ref(index, i, stop, head, key, Kind.ORGANIZATION))
    return (key,), stop, None


def _skip_aside(reading: Reading, index: int, i: int) -> int:
    """Past `(ТОГУ)`, `в России`, `при ООН`, `Владимирской области` after the body itself."""
    tokens = reading.sentences[index].tokens
    if i < len(tokens) and tokens[i].text == "(":
        close = next((j for j in range(i, min(i + 6, len(tokens))) if tokens[j].text == ")"), None)
        return i if close is None else _skip_aside(reading, index, close + 1)
    if i + 1 < len(tokens) and tokens[i].text in {"в", "во", "на", "при"}:
        ref = reading.at(index, i + 1, *BODIES)
        if ref is not None:
            return ref.stop
    short = reading.at(index, i, Kind.ORGANIZATION) if i < len(tokens) else None
    if short is not None and short.stop == i + 1 and tokens[i].text[1:] != tokens[i].text[1:].lower():
        return short.stop
    ref = reading.at(index, i, *PLACES) if i < len(tokens) else None
    return ref.stop if ref is not None and case(tokens[ref.head]) == "Gen" and ref.form is Form.NAME else i


# ---------------------------------------------------------------- who holds it


def _holdings(reading: Reading, phrase: Phrase) -> list[Holding]:
    if phrase.plural:
        return _many(reading, phrase)
    person = _after(reading, phrase) or _before(reading, phrase) or _elsewhere(reading, phrase)
    if person is None:
        return []
    body = phrase.bodies[0] if phrase.bodies else None
    return [
        _holding(
            phrase, person, body, max(phrase.stop, person.stop if person.sentence == phrase.sentence else 0)
        )
    ]


def _holding(phrase: Phrase, person: Ref, body: str | None, stop: int) -> Holding:
    confidence = 0.9 if body else 0.75
    start = min(phrase.start, person.start)
    return Holding(
        person.thing, phrase.role, body, phrase.former, phrase.sentence, start, stop, confidence, phrase.head
    )


def _after(reading: Reading, phrase: Phrase) -> Ref | None:
    tokens = reading.sentences[phrase.sentence].tokens
    i = phrase.stop
    if i < len(tokens) and tokens[i].text == "по":
        i = _past_field(reading, phrase.sentence, i)
    for gap in (0, 1):
        if gap and not (i < len(tokens) and tokens[i].text in {"–", "—", "-", ":", ","}):
            break
        ref = reading.at(phrase.sentence, i + gap, Kind.PERSON) if i + gap < len(tokens) else None
        if ref is not None and (gap == 0 or _agrees(tokens, phrase.head, ref.head)):
            return ref if gap == 0 or not _is_list_comma(reading, phrase, ref) else None
    return _past_double(reading, phrase, i)


def _is_list_comma(reading: Reading, phrase: Phrase, ref: Ref) -> bool:
    """A comma before the next item of a list does not join a post with the next person."""
    return _before(reading, phrase) is not None


def _past_double(reading: Reading, phrase: Phrase, i: int) -> Ref | None:
    """`заместитель премьера – министр промышленности Иванов`: the first post belongs to the same person."""
    tokens = reading.sentences[phrase.sentence].tokens
    joined = i + 1 < len(tokens) and (tokens[i].text in DASHES or tokens[i].text in {"и", ",", "-"})
    if not joined:
        return None
    head = next((j for j in range(i + 1, min(i + 4, len(tokens))) if _is_post(tokens, j)), None)
    if head is None or case(tokens[head]) != case(tokens[phrase.head]) or is_plural(tokens[head]):
        return None
    if tokens[i].text not in DASHES and not (
        tokens[i].text == "и" and case(tokens[head]) == case(tokens[phrase.head])
    ):
        return None
    return _after(reading, _phrase(reading, phrase.sentence, head))


def _past_field(reading: Reading, index: int, i: int) -> int:
    """Past `по экономике и финансам` between a post and its holder."""
    tokens = reading.sentences[index].tokens
    j = i + 1
    while j < len(tokens) and reading.at(index, j, Kind.PERSON) is None:
        if not (is_nominal(tokens[j]) or tokens[j].text in {",", "и"}) or case(tokens[j]) == "Nom":
            return i
        j += 1
    return j


def _before(reading: Reading, phrase: Phrase) -> Ref | None:
    tokens = reading.sentences[phrase.sentence].tokens
    i = phrase.start - 1
    while i > 0 and tokens[i].lemma in {"бывший", "ныне", "теперь", "тогда", "тогдашний", "являющийся"}:
        i -= 1
    if i < 1 or tokens[i].text not in {",", "(", *DASHES}:
        return None
    ref = next((r for r in reading.outer(phrase.sentence, Kind.PERSON) if r.stop == i), None)
    if ref is None or not _agrees(tokens, phrase.head, ref.head):
        return None
    following = tokens[phrase.stop].text if phrase.stop < len(tokens) else "."
    closed = following in {",", ".", ")", ";", "!", "?", ":", "и"} or tokens[i].text in DASHES
    return ref if closed else None


def _agrees(tokens: tuple[Token, ...], a: int, b: int) -> bool:
    return case(tokens[a]) == case(tokens[b]) or None in {case(tokens[a]), case(tokens[b])}


def _elsewhere(reading: Reading, phrase: Phrase) -> Ref | None:
    """`пост министра занимает Иванов`, `министром назначен Иванов`, `Иванов возглавляет министерство`."""
    tokens = reading.sentences[phrase.sentence].tokens
    near = tokens[phrase.stop : phrase.stop + 3]
    verbs = {
        "занимать",
        "занять",
        "назначить",
        "стать",
        "избрать",
        "являться",
        "работать",
        "назначен",
        "избран",
    }
    if case(tokens[phrase.head]) != "Ins" and not any(
        t.lemma in {"пост", "должность"} for t in tokens[max(0, phrase.start - 1) : phrase.start]
    ):
        return None
    if not any(t.lemma in verbs for t in near):
        return None
    people = [r for r in reading.outer(phrase.sentence, Kind.PERSON) if r.start >= phrase.stop]
    return people[0] if people and people[0].start - phrase.stop <= 4 else None


def _many(reading: Reading, phrase: Phrase) -> list[Holding]:
    """A plural gives its role to each person that follows: bodies and persons pair off in their order."""
    items = _items(reading, phrase)
    people = [r for r in items if r.kind is Kind.PERSON]
    bodies = [*phrase.bodies, *(r.thing for r in items if r.kind is not Kind.PERSON)]
    if not people:
        return []
    owners = _pair(phrase, items, people, bodies)
    stop = people[-1].stop
    return [_holding(phrase, person, body, stop) for person, body in zip(people, owners, strict=True)]


def _items(reading: Reading, phrase: Phrase) -> list[Ref]:
    tokens = reading.sentences[phrase.sentence].tokens
    limit = next(
        (
            j
            for j in range(phrase.stop, len(tokens))
            if _is_post(tokens, j) or tokens[j].text in {".", ";", "–"}
        ),
        len(tokens),
    )
    refs = [r for r in reading.outer(phrase.sentence, Kind.PERSON, *BODIES) if phrase.stop <= r.start < limit]
    last = max((r.start for r in refs if r.kind is Kind.PERSON), default=-1)
    return [r for r in refs if r.start <= last and (r.kind is Kind.PERSON or _is_item(tokens, r))]


def _is_item(tokens: tuple[Token, ...], ref: Ref) -> bool:
    return ref.form is Form.NAME and ref.start > 0 and tokens[ref.start - 1].text in {"и", ","}


def _pair(phrase: Phrase, items: list[Ref], people: list[Ref], bodies: list[str]) -> list[str | None]:
    if not bodies:
        return [None] * len(people)
    first_person = items.index(people[0])
    grouped = len([r for r in items[:first_person] if r.kind is not Kind.PERSON]) + len(phrase.bodies)
    if grouped == len(people) > 1:
        return list(bodies)
    owners: list[str | None] = []
    current = phrase.bodies[0] if phrase.bodies else None
    for ref in items:
        if ref.kind is Kind.PERSON:
            owners.append(current)
        else:
            current = ref.thing
    return owners


# ---------------------------------------------------------------- which body, and each once


def _with_body(reading: Reading, phrase: Phrase, holding: Holding, before: list[Holding]) -> Holding:
    if holding.body is not None or fold(holding.role).split()[0] in WEAK_POSTS:
        return holding
    return replace(holding, body=_implied_body(reading, phrase, before), confidence=0.65)


def _implied_body(reading: Reading, phrase: Phrase, before: list[Holding]) -> str | None:
    """The place at hand: of the post named just before, of the visitors (`её губернатор`), else the article's own."""
    kinds = _kinds(phrase)
    if phrase.implied is None or phrase.implied is Kind.REGION:
        listed = [h.body for h in before if h.sentence == phrase.sentence and h.body and not h.former]
        fitting = [b for b in listed if reading.things[b].kind in kinds]
        if fitting and (phrase.start - before[-1].stop) <= 12:
            return fitting[-1]
    if _is_foreign_title(phrase) or _is_theirs(reading, phrase):
        return _nearest_place(reading, phrase, kinds)
    own = home(reading)
    if phrase.word == "республика" and own is not None and "республика" not in _all_names(reading, own):
        return _nearest_place(reading, phrase, (Kind.COUNTRY,))
    if own is not None and reading.things[own].kind in kinds:
        return own
    return _nearest_place(reading, phrase, kinds)


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
    """`её вице-губернатор`, `губернатор провинции`: of those just spoken of, abroad."""
    tokens = reading.sentences[phrase.sentence].tokens
    before = tokens[phrase.start - 1].text.lower() if phrase.start else ""
    after = tokens[phrase.stop - 1].lemma
    return before in {"её", "ее", "его", "их"} or after in {
        "провинция",
        "штат",
        "префектура",
        "аймак",
        "воеводство",
        "земля",
    }


def _nearest_place(reading: Reading, phrase: Phrase, kinds: tuple[Kind, ...]) -> str | None:
    for index in range(phrase.sentence, -1, -1):
        refs = [r for r in reading.refs[index] if r.kind in kinds]
        if index == phrase.sentence:
            refs = [r for r in refs if r.start < phrase.start]
        if refs:
            return refs[-1].thing
    return None


def _share_bodies(found: list[Holding]) -> list[Holding]:
    """Of a double post (`заместитель премьера – министр промышленности страны`) both parts belong to the body named."""
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


def _merge(found: list[Holding]) -> list[Holding]:
    kept: dict[tuple[str, str, bool], Holding] = {}
    for holding in found:
        key = (holding.person, fold(holding.role), holding.former)
        if key not in kept or (kept[key].confidence < holding.confidence):
            kept[key] = holding
    return sorted(kept.values(), key=lambda h: (h.sentence, h.start))
