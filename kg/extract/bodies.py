"""Organizations, sites and programme events: noun phrases around a head word, quoted names, abbreviations."""

from __future__ import annotations

import re

from kg.extract.lexicon import (
    EVENT_HEADS,
    FACILITY_HEADS,
    GENERIC_EVENTS,
    LEGAL_FORMS,
    ORGANIZATION_HEADS,
    POST_HEADS,
    SIGN_NOUNS,
    SIGN_VERBS,
)
from kg.extract.phrases import OPENING, expand, left_edge, quoted
from kg.extract.reading import Form, Reading, Ref, fold, is_capital, tokens_in
from kg.model import Kind, NameKind, Sentence, Token

ABBREVIATION = re.compile(r"^[А-ЯЁA-Z][а-яёa-z]*[А-ЯЁA-Z][\w-]*$|^[А-ЯЁA-Z]{2,}[\w-]*$")  # СЛР, ТверГУ
WORKS = ("комбинат", "завод", "фабрика", "технопарк")  # льнокомбинат, автозавод
KINDS = (Kind.ORGANIZATION, Kind.FACILITY, Kind.PROGRAMME_EVENT)


def find_bodies(reading: Reading) -> None:
    """Add bodies, sites and events and the references to them. Persons and places must have been found
    before."""
    for index, sentence in enumerate(reading.sentences):
        _find_phrases(reading, index, sentence)
    for index, sentence in enumerate(reading.sentences):
        _find_short_names(reading, index, sentence)
        _find_recognised(reading, index, sentence)


# ---------------------------------------------------------------- phrases with a head word


def _find_phrases(reading: Reading, index: int, sentence: Sentence) -> None:
    tokens, i = sentence.tokens, 0
    while i < len(tokens):
        kind = _head_kind(tokens, i)
        ref = reading.covering(index, i)
        place = ref is not None and ref.kind not in (*KINDS, Kind.PERSON) and ref.stop - ref.start > 1
        if kind is None or place or (ref is not None and ref.kind in KINDS):
            i += 1
            continue
        i = max(_read_phrase(reading, index, i, kind), i + 1)


def _head_kind(tokens: tuple[Token, ...], i: int) -> Kind | None:
    lemma = tokens[i].lemma.rstrip(".")
    if lemma in LEGAL_FORMS and tokens[i].text.isupper() and quoted(tokens, i + 1):
        return Kind.ORGANIZATION
    if tokens[i].pos not in {"NOUN", "PROPN"} or (i and tokens[i - 1].lemma == "административный"):
        return None
    if lemma in EVENT_HEADS:
        return Kind.PROGRAMME_EVENT
    if lemma in ORGANIZATION_HEADS and (lemma not in FACILITY_HEADS):
        return Kind.ORGANIZATION
    return Kind.FACILITY if lemma in FACILITY_HEADS or lemma.endswith(WORKS) else None


def _read_phrase(reading: Reading, index: int, head: int, kind: Kind) -> int:
    tokens = reading.sentences[index].tokens
    start, stop = left_edge(tokens, head), expand(reading, index, head)
    while start < head and reading.at(index, start, Kind.PERSON):
        start += 1
    if _is_named(tokens[start:stop], head - start, kind):
        key = _thing(reading, index, start, head, stop, kind)
        form = Form.NAME
    else:
        known = _antecedent(reading, tokens[head].lemma, kind)
        if known is None and kind is not Kind.FACILITY:
            return head
        key = known or _thing(reading, index, start, head, stop, kind)
        form = Form.ANAPHOR if known else Form.NAME
    _nest(reading, index, start, stop)
    reading.add_ref(Ref(index, start, stop, head, key, reading.things[key].kind, form))
    return _read_abbreviation(reading, index, stop, key)


def _is_named(phrase: tuple[Token, ...], head: int, kind: Kind) -> bool:
    rest = phrase[:head] + phrase[head + 1 :]
    if kind is Kind.PROGRAMME_EVENT and phrase[head].lemma in GENERIC_EVENTS:
        return any(is_capital(t) for t in rest) and (
            is_capital(phrase[head]) or any(t.text in OPENING for t in phrase)
        )
    return any(is_capital(t) for t in rest) or len(rest) > 1 or (len(rest) == 1 and len(phrase[0].text) > 3)


def _thing(reading: Reading, index: int, start: int, head: int, stop: int, kind: Kind) -> str:
    names = _names(reading, index, start, head, stop)
    return _known(reading, names, kind) or reading.add_thing(
        kind, names, reading.span(index, start, stop).start
    )


def _names(reading: Reading, index: int, start: int, head: int, stop: int) -> list[str]:
    tokens = reading.sentences[index].tokens
    names = [reading.nominative(index, start, head, stop)]
    inner = next((i for i in range(head + 1, stop) if tokens[i].text in OPENING), None)
    if inner is not None and stop - inner > 2:
        names += [reading.nominative(index, head, head, stop), reading.text(index, inner + 1, stop - 1)]
    elif start < head and stop > head + 1:
        names.append(reading.nominative(index, head, head, stop))
    if stop > head + 1 and reading.text(index, head + 1, stop).isascii():
        names.append(reading.text(index, head + 1, stop))
    return [_trim(name) for name in names]


def _trim(name: str) -> str:
    return " ".join(name.split())


def _known(reading: Reading, names: list[str], kind: Kind) -> str | None:
    """The thing of this name, or the one whose name begins or ends with it: Городская дума
    [Твери]."""
    folded = {fold(n) for n in names}
    for thing in reading.things.values():
        if thing.kind in KINDS and folded & {fold(n) for n in thing.names if len(n) > 2}:
            _learn(thing.names, names)
            return thing.key
    return None


def _learn(known: list[str], names: list[str]) -> None:
    known += [n for n in names if n not in known]
    known[:] = sorted(known[:1] + names[:1], key=len, reverse=True)[:1] + known
    known[:] = list(dict.fromkeys(known))


def _antecedent(reading: Reading, lemma: str, kind: Kind) -> str | None:
    """The last thing named whose head is this word: `ассоциация` after Ассоциация лесоводов."""
    for row in reversed(reading.refs):
        for ref in reversed(row):
            if ref.kind is kind and reading.sentences[ref.sentence].tokens[ref.head].lemma == lemma:
                return ref.thing
    return None


def _nest(reading: Reading, index: int, start: int, stop: int) -> None:
    row = [
        Ref(r.sentence, r.start, r.stop, r.head, r.thing, r.kind, r.form, nested=True)
        if start <= r.start and r.stop <= stop
        else r
        for r in reading.refs[index]
    ]
    reading.put(index, row)


# ---------------------------------------------------------------- abbreviations and quoted names


def _read_abbreviation(reading: Reading, index: int, stop: int, key: str) -> int:
    """`(СЛР)` after a name is another name of it."""
    tokens = reading.sentences[index].tokens
    if stop + 2 < len(tokens) and tokens[stop].text == "(" and tokens[stop + 2].text == ")":
        short = tokens[stop + 1].text
        if ABBREVIATION.match(short):
            names = reading.things[key].names
            names += [short] if short not in names else []
            reading.put(index, [r for r in reading.refs[index] if r.start != stop + 1])
            reading.add_ref(Ref(index, stop + 1, stop + 2, stop + 1, key, reading.things[key].kind))
            return stop + 3
    return stop


def _find_short_names(reading: Reading, index: int, sentence: Sentence) -> None:
    tokens = sentence.tokens
    short = {n: t for t in reading.things.values() if t.kind in KINDS for n in t.names[1:]}
    for i, token in enumerate(tokens):
        if ABBREVIATION.match(token.text) and token.text in short:
            _refer(reading, index, i, i + 1, short[token.text].key)
        end = quoted(tokens, i)
        if end is not None and end - i > 2 and _is_free_of_bodies(reading, index, i, end):
            _read_quoted(reading, index, i, end)


def _is_free_of_bodies(reading: Reading, index: int, start: int, stop: int) -> bool:
    """True if no name but places inside the quotes overlaps them."""
    over = [r for r in reading.outer(index) if r.start < stop and start < r.stop]
    return all(r.kind not in (*KINDS, Kind.PERSON) and start <= r.start and r.stop <= stop for r in over)


def _read_quoted(reading: Reading, index: int, start: int, stop: int) -> None:
    tokens = reading.sentences[index].tokens
    inner = reading.text(index, start + 1, stop - 1)
    nominative = reading.nominative(index, start + 1, start + 1, stop - 1)
    for thing in reading.things.values():
        if thing.kind in KINDS and {fold(inner), fold(nominative)} & {fold(n) for n in thing.names}:
            _refer(reading, index, start, stop, thing.key)
            return
    before = tokens[start - 1].text.lower() if start else ""
    signs = any(t.lemma in SIGN_VERBS | SIGN_NOUNS for t in tokens)
    if signs and is_capital(tokens[start + 1]) and stop - start <= 7:
        key = reading.add_thing(Kind.ORGANIZATION, [inner], tokens[start].span.start)
        _nest(reading, index, start, stop)
        _refer(reading, index, start, stop, key)
        return
    if before in {"на", "в", "во"} and is_capital(tokens[start + 1]) and stop - start <= 6:
        key = reading.add_thing(Kind.FACILITY, [nominative, inner], tokens[start].span.start)
        _refer(reading, index, start, stop, key)


def _find_recognised(reading: Reading, index: int, sentence: Sentence) -> None:
    for name in reading.names(sentence, NameKind.ORGANIZATION):
        inside = tokens_in(sentence, name.span)
        if inside and reading.free(index, inside[0], inside[-1] + 1) and not _names_post(sentence, inside):
            form = reading.text(index, inside[0], inside[-1] + 1)
            if fold(form) in LEGAL_FORMS:
                key = next(
                    (t.key for t in reversed(reading.things.values()) if t.names[0].startswith(form)), None
                )
                if key is not None:
                    _refer(reading, index, inside[0], inside[-1] + 1, key)
                continue
            key = _known(reading, [name.normal], Kind.ORGANIZATION)
            key = key or reading.add_thing(Kind.ORGANIZATION, [name.normal], name.span.start)
            _refer(reading, index, inside[0], inside[-1] + 1, key)


def _names_post(sentence: Sentence, inside: range) -> bool:
    """The recogniser takes `Тверской губернатор` for a body."""
    return any(
        sentence.tokens[i].lemma in POST_HEADS or not sentence.tokens[i].text[0].isalnum()
        for i in inside[-1:]
    )


def _refer(reading: Reading, index: int, start: int, stop: int, key: str) -> None:
    if reading.free(index, start, stop) or all(
        r.nested or r.kind is not Kind.PERSON
        for r in reading.refs[index]
        if r.start < stop and start < r.stop
    ):
        kept = [r for r in reading.refs[index] if r.nested or r.stop <= start or stop <= r.start]
        reading.put(index, kept)
        reading.add_ref(
            Ref(index, start, stop, _head(reading, index, start, stop), key, reading.things[key].kind)
        )


def _head(reading: Reading, index: int, start: int, stop: int) -> int:
    """The token of a name that hangs on a word outside it."""
    tokens = reading.sentences[index].tokens
    words = [i for i in range(start, stop) if tokens[i].text[0].isalnum()]
    return next((i for i in words if not start <= tokens[i].head < stop), words[0] if words else start)
