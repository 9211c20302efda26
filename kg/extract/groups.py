"""Delegations as the text names them: the noun, whom it represents, and the people of a region as a group."""

from __future__ import annotations

from collections import Counter

from kg.extract.lexicon import CITY_WORDS, DELEGATION_WORDS, REGION_WORDS, words
from kg.extract.phrases import left_edge
from kg.extract.reading import Form, Reading, Ref, case, is_plural
from kg.gazetteer import gazetteer
from kg.model import Kind, Token

PLACES = (Kind.COUNTRY, Kind.REGION, Kind.CITY)
SENDERS = (*PLACES, Kind.ORGANIZATION)
TRAVELLERS = words(
    """
    экспортёр экспортер предприниматель депутат бизнесмен чиновник
    парламентарий коллега сенатор представитель промышленник аграрий вузовец делегат
    производитель ректор
    """
)
LOCAL = {"областной", "краевой", "региональный", "республиканский", "окружной", "городской", "местный"}

Senders = dict[str, tuple[str, ...]]


def find_groups(reading: Reading) -> Senders:
    """Add references to delegations; return whom each one represents (keys of things)."""
    senders: Senders = {}
    for index, sentence in enumerate(reading.sentences):
        for i, token in enumerate(sentence.tokens):
            plain = _is_group(sentence.tokens, i, bool(senders)) and reading.free(index, i, i + 1)
            if plain or (token.lemma == "представитель" and _of_place(reading, index, i)):
                _add(reading, senders, index, i)
            elif token.lemma in DELEGATION_WORDS and token.lemma != "группа":
                _add(reading, senders, index, i, only_if_free=True)
    for ref in list(reading.all_refs()):
        if ref.form is Form.DEMONYM and is_plural(reading.sentences[ref.sentence].tokens[ref.head]):
            _add_people(reading, senders, ref)
    return senders


def _is_group(tokens: tuple[Token, ...], i: int, known: bool) -> bool:
    """`known`: the article has spoken of a delegation, so that a bare `группа` can mean it."""
    lemma = tokens[i].lemma
    following = tokens[i + 1].lemma if i + 1 < len(tokens) else ""
    if lemma == "гость":
        return is_plural(tokens[i])
    if lemma == "группа":
        bare = (i + 1 == len(tokens) or case(tokens[i + 1]) != "Gen") and known
        return bare or following in TRAVELLERS or any(t.lemma in TRAVELLERS for t in tokens[i + 1 : i + 3])
    if lemma.endswith(("анин", "янин")) and is_plural(tokens[i]):
        return known
    if lemma == "представитель" and is_plural(tokens[i]):
        return False
    if lemma == "миссия":
        return i > 0 and tokens[i - 1].lemma in {"деловой", "торговый", "торгово-экономический", "бизнес"}
    if lemma in TRAVELLERS and is_plural(tokens[i]):
        return i > 0 and tokens[i - 1].pos == "ADJ" and not _official(tokens, i)
    return lemma in DELEGATION_WORDS


def _of_place(reading: Reading, index: int, i: int) -> bool:
    """`представители | Тверской области` stand for its delegation."""
    tokens = reading.sentences[index].tokens
    if not is_plural(tokens[i]) or i + 1 >= len(tokens) or case(tokens[i]) != "Nom":
        return False
    return reading.at(index, i + 1, *PLACES) is not None or tokens[i + 1].lemma in REGION_WORDS


def _official(tokens: tuple[Token, ...], i: int) -> bool:
    return (
        tokens[i].lemma in {"представитель", "специалист"}
        and i + 1 < len(tokens)
        and case(tokens[i + 1]) == "Gen"
    )


def _add(reading: Reading, senders: Senders, index: int, head: int, *, only_if_free: bool = False) -> None:
    if only_if_free and not reading.free(index, head, head + 1):
        return
    tokens = reading.sentences[index].tokens
    found = _adjectives(reading, index, head)
    if tokens[head].lemma in TRAVELLERS - {"представитель"} and not found:
        return
    after, _stop = _after(reading, senders, index, head + 1)
    key = f"group-{tokens[head].span.start}"
    senders[key] = tuple(dict.fromkeys(_most_specific(found + after)))
    reading.add_ref(Ref(index, head, head + 1, head, key, Kind.DELEGATION))


def _adjectives(reading: Reading, index: int, head: int) -> list[str]:
    tokens = reading.sentences[index].tokens
    start = left_edge(tokens, head)
    found = [r.thing for r in reading.outer(index) if r.form is Form.ADJECTIVE and start <= r.start < head]
    if not found and any(t.lemma in LOCAL for t in tokens[start:head]):
        found += [h] if (h := home(reading)) else []
    return found


def _after(reading: Reading, senders: Senders, index: int, i: int) -> tuple[list[str], int]:
    """Genitives after the noun: делегация | китайской провинции Хубэй; делегация | Союза портов."""
    tokens = reading.sentences[index].tokens
    found: list[str] = []
    while i < len(tokens):
        ref = reading.at(index, i, *SENDERS)
        if (ref is not None and _possessive(tokens, ref)) or (
            tokens[i].text in {"из", "от"}
            and (ref := reading.at(index, i + 1, *SENDERS) if i + 1 < len(tokens) else None)
        ):
            found.append(ref.thing)
            i = ref.stop
        elif (
            tokens[i].text == "из" and any(t.lemma in REGION_WORDS for t in tokens[i + 1 : i + 4]) and senders
        ):
            found += next((s for s in reversed(senders.values()) if s), ())
            i += 2
        elif (
            tokens[i].lemma in REGION_WORDS
            and case(tokens[i]) == "Gen"
            and not found
            and (h := home(reading))
        ):
            found.append(h)
            i += 1
        elif case(tokens[i]) == "Gen" and tokens[i].pos in {"ADJ", "NOUN"} and reading.free(index, i, i + 1):
            i += 1
        elif (
            tokens[i].text in {"и", ",", "(", ")"}
            and found
            and i + 1 < len(tokens)
            and reading.at(index, i + 1, *SENDERS)
        ):
            nxt = reading.at(index, i + 1, *SENDERS)
            if nxt is None or not (_possessive(tokens, nxt) or tokens[i].text == "("):
                break
            i += 1
        else:
            break
    return found, i


def _possessive(tokens: tuple[Token, ...], ref: Ref) -> bool:
    value = case(tokens[ref.head])
    if ref.start and tokens[ref.start - 1].lemma in REGION_WORDS | CITY_WORDS:
        return True
    return value in {"Gen", None} or (
        value in {"Nom", "Acc"} and tokens[ref.head].text == tokens[ref.head].nominative
    )


def _most_specific(keys: list[str]) -> list[str]:
    """`китайской провинции Хубэй`: the adjective's country goes where a region in the same phrase is
    named."""
    return (
        keys
        if len(keys) < 2
        else [k for k in keys if not (k.startswith("country-") and len(keys) > 1)] or keys
    )


def _add_people(reading: Reading, senders: Senders, ref: Ref) -> None:
    key = f"group-{reading.sentences[ref.sentence].tokens[ref.start].span.start}"
    senders[key] = (ref.thing,)
    row = list(reading.refs[ref.sentence])
    row[row.index(ref)] = Ref(
        ref.sentence, ref.start, ref.stop, ref.head, ref.thing, ref.kind, ref.form, nested=True
    )
    reading.put(ref.sentence, row)
    reading.add_ref(Ref(ref.sentence, ref.start, ref.stop, ref.head, key, Kind.DELEGATION))


def home(reading: Reading) -> str | None:
    """The Russian region (or federal city) that the article speaks of most; its cities and adjectives count
    for it."""
    counts: Counter[str] = Counter()
    for ref in reading.all_refs():
        known = reading.things[ref.thing].known if ref.thing in reading.things else None
        if known and ref.kind in PLACES:
            for place in gazetteer().containing(known):
                counts[place.id] += 1 if place.id != "RU" and (place.code or "").startswith("RU-") else 0
    named = {t.known: t.key for t in reading.things.values() if t.known}
    ranked = [known for known, count in counts.most_common() if count and known in named]
    return named[ranked[0]] if ranked else None
