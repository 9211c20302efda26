"""Role phrases: the words of a post and the body that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.lexicon import (
    ACTING,
    FIELD_POSTS,
    FORMER,
    GOVERNMENT,
    POST_HEADS,
    REGION_WORDS,
    REGIONAL_TITLES,
    ROLE_TITLES,
    words,
)
from kg.extract.phrases import CLOSING, OPENING, expand
from kg.extract.reading import Form, Reading, Ref, case, is_nominal, is_plural
from kg.extract.wording import LOCAL, wording
from kg.gazetteer.notables import CLASSES
from kg.model import Kind, Token

PLACES = (Kind.COUNTRY, Kind.REGION, Kind.CITY)


MARKS = OPENING | CLOSING
BODIES = (*PLACES, Kind.ORGANIZATION, Kind.FACILITY)


DASHES = {"-", "–", "—"}


ROLE_MODIFIERS = words(
    """
    первый второй старший младший главный генеральный исполнительный почётный почетный чрезвычайный
    полномочный торговый технический коммерческий финансовый верховный государственный постоянный
    специальный научный художественный ведущий политический административный управляющий
    региональный-директор федеральный народный ответственный учёный ученый военный культурный
    """
)


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
    # the body is the region or city at hand: `глава региона`, `областной министр`; `word` is the noun
    # that says so
    implied: Kind | None = None
    word: str = ""


def role_phrases(reading: Reading) -> Iterator[Phrase]:
    """Every role phrase of the article, in text order."""
    for index, sentence in enumerate(reading.sentences):
        i = 0
        while i < len(sentence.tokens):
            phrase = read_role(reading, index, i) if is_post(sentence.tokens, i) else None
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


def is_post(tokens: tuple[Token, ...], i: int) -> bool:
    """True if a role phrase can have its head here; the tagger takes contracted deputies for adjectives."""
    contracted = tokens[i].lemma.startswith("зам") and tokens[i].pos == "ADJ"
    return tokens[i].lemma in POST_HEADS and (tokens[i].pos in {"NOUN", "PROPN"} or contracted)


def read_role(reading: Reading, index: int, head: int) -> Phrase:
    """The role phrase whose head is the token `head`."""
    tokens = reading.sentences[index].tokens
    start, former, adjectives, implied = _left(reading, index, head)
    role_stop, title = _role_stop(reading, index, head)
    bodies, stop, of_home = _body(reading, index, role_stop, tokens[title].lemma)
    role = wording(reading, index, start, head, role_stop)
    return Phrase(
        index,
        start,
        head,
        stop,
        role,
        bodies if bodies else tuple(adjectives),
        former or tokens[head].lemma in FORMER,
        is_plural(tokens[head]),
        of_home or implied or _local(tokens[head:role_stop]),
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
            "временно",
            "исполнять",
            "и",
        }:
            break
        i -= 1
    i = _acting_start(tokens, i)
    while i < head and tokens[i].text in {"и", ","}:
        i += 1
    return i, former, bodies, implied


def _local(words: Sequence[Token]) -> Kind | None:
    """What `областного` or `городского` inside a role says that its body is."""
    return next((LOCAL[token.lemma] for token in words if token.lemma in LOCAL), None)


def _acting_start(tokens: tuple[Token, ...], i: int) -> int:
    """The start of `и. о.` right before a token, else the token itself."""
    initials = [t.text.lower() for t in tokens[max(0, i - 4) : i]]
    return i - 4 if initials == ["и", ".", "о", "."] else i


def _role_stop(reading: Reading, index: int, head: int) -> tuple[int, int]:
    """The token after the role's words, and the last title in it (заместитель | министра → министр)."""
    tokens = reading.sentences[index].tokens
    i, title = head + 1, head
    while i < len(tokens) and case(tokens[i]) == "Gen" and reading.at(index, i, Kind.PERSON) is None:
        if tokens[i].lemma in ROLE_TITLES:
            title = i
        elif not (
            _is_modifier(tokens, i)
            or _is_government(tokens, i, title)
            or _is_local_government(tokens, i, title)
        ):
            break
        i += 1
    if tokens[title].lemma in FIELD_POSTS:
        i = _field_stop(reading, index, title, i)
    return i, title


def _is_modifier(tokens: tuple[Token, ...], i: int) -> bool:
    return tokens[i].lemma in ROLE_MODIFIERS and i + 1 < len(tokens) and tokens[i + 1].lemma in ROLE_TITLES


def _is_government(tokens: tuple[Token, ...], i: int, title: int) -> bool:
    return tokens[i].lemma in GOVERNMENT and tokens[title].lemma in {"председатель", "глава", "зампред"}


def _is_local_government(tokens: tuple[Token, ...], i: int, title: int) -> bool:
    """`заместитель председателя | областного правительства`: the government of the region at hand."""
    return tokens[i].lemma in LOCAL and i + 1 < len(tokens) and _is_government(tokens, i + 1, title)


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


def _body(reading: Reading, index: int, i: int, title: str) -> tuple[tuple[str, ...], int, Kind | None]:
    """The bodies after a role (several after a plural), the token after them, and the kind that `региона`
    implies."""
    tokens = reading.sentences[index].tokens
    if (
        i + 1 < len(tokens)
        and tokens[i].text == "от"
        and (sent := reading.at(index, i + 1, Kind.ORGANIZATION))
    ):
        return (sent.thing,), sent.stop, None
    ref = _body_at(reading, index, i) if i < len(tokens) else None
    if ref is not None and ref.form is Form.ADJECTIVE:
        ref = reading.at(index, ref.stop, Kind.ORGANIZATION) or ref  # `глава | японского | МИДа`
    if ref is not None and case(tokens[ref.head]) in {"Gen", None, "Loc"} | (
        {"Nom", "Acc"} if _undeclined(tokens[ref.head]) else set()
    ):
        return (ref.thing,), _skip_aside(reading, index, ref.stop), None
    if i + 1 < len(tokens) and tokens[i].lemma in HOME_WORDS:
        named = _body_at(reading, index, i + 1)
        if named is not None and named.kind in PLACES and case(tokens[i]) == "Gen":
            return (named.thing,), _skip_aside(reading, index, named.stop), None
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
    """The body that starts at a token; a place inside `правительства области` counts, since the role has
    the rest."""
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
    name = reading.nominative(index, i, head, stop)
    key = _classed(reading, index, head, stop)
    if key is None:
        key = reading.add_thing(Kind.ORGANIZATION, [name], tokens[i].span.start)
    elif name not in reading.things[key].names:
        reading.things[key].names.append(name)
    reading.add_ref(Ref(index, i, stop, head, key, Kind.ORGANIZATION))
    return (key,), stop, None


def _classed(reading: Reading, index: int, head: int, stop: int) -> str | None:
    """The body that is named behind a word of its class: `радиостанции | «Заря»`."""
    tokens = reading.sentences[index].tokens
    if tokens[head].lemma not in CLASSES:
        return None
    named = [i for i in range(head + 1, stop) if tokens[i].text not in MARKS]
    refs = [ref for ref in reading.refs[index] if ref.kind is Kind.ORGANIZATION and ref.form is Form.NAME]
    return next((ref.thing for ref in refs if named and _covers(ref, named, head)), None)


def _covers(ref: Ref, named: Sequence[int], head: int) -> bool:
    """True for a reference to just these tokens, with quotes or without."""
    return head < ref.start <= named[0] and named[-1] < ref.stop <= named[-1] + 2


def _skip_aside(reading: Reading, index: int, i: int) -> int:
    """Past `(ТверГУ)`, `в России`, `при ООН`, `Владимирской области` after the body itself."""
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
