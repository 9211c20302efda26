"""Who belongs to a delegation: its head, its members, and the hosts who received or invited it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.extract.groups import Senders
from kg.extract.lexicon import ACCOMPANY, DELEGATION_WORDS, ENTER, INVITE, LEAD, RECEIVE, TRIP_NOUNS, words
from kg.extract.reading import Reading, Ref, case, fold, is_plural
from kg.extract.syntax import is_negated, is_verb, refs_of, subject, subject_refs
from kg.extract.times import day_near
from kg.model import Kind, Sentence, ZoneKind

PARTY = (Kind.PERSON, Kind.ORGANIZATION, Kind.FACILITY)
STAYED = words("отказаться остаться воздержаться")
JOURNEY = TRIP_NOUNS | {"форум", "миссия", "маршрут"}
GUESTS = DELEGATION_WORDS | {"гость", "коллега", "партнёр", "партнер", "участник", "член"}


class Part(StrEnum):
    """What somebody is to a delegation."""

    HEAD = "head"
    MEMBER = "member"
    HOST = "host"
    SENDER = "sender"


@dataclass(frozen=True, slots=True)
class Role:
    """A person or body that has a part in the delegation which a sentence speaks of."""

    part: Part
    thing: str
    sentence: int
    arrival: date | None = None  # the day on which a host met the delegation


def find_roles(reading: Reading, senders: Senders) -> list[Role]:
    """Every part in a delegation that the body of the article gives, in text order."""
    found: list[Role] = []
    for index, sentence in enumerate(reading.sentences):
        if sentence.zone is not ZoneKind.HEADLINE:
            for rule in RULES:
                day = _arrival(reading, index, sentence) if rule is receives else None
                found += [Role(part, ref.thing, index, day) for part, ref in rule(reading, index, sentence)]
    found += _listed(reading)
    return list(dict.fromkeys(found))


def _arrival(reading: Reading, index: int, sentence: Sentence) -> date | None:
    met = next((i for i, t in enumerate(sentence.tokens) if t.lemma in {"встретить", "встречать"}), None)
    return day_near(reading, index, met) if met is not None else None


Found = Iterator[tuple[Part, Ref]]


def _next_party(reading: Reading, index: int, token: int, reach: int = 14) -> Ref | None:
    """The first person after a token, before the next verb."""
    tokens = reading.sentences[index].tokens
    for ref in reading.outer(index, Kind.PERSON):
        if token <= ref.start <= token + reach:
            between = tokens[token : ref.start]
            return None if any(is_verb(t) and t.feats.get("VerbForm") == "Fin" for t in between) else ref
    return None


def at_the_head(reading: Reading, index: int, sentence: Sentence) -> Found:
    """`во главе с …`, `под руководством …`, `под началом …`, `с … во главе`."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        led = (token.text == "главе" and i and tokens[i - 1].text.lower() == "во") or (
            token.text.lower() in {"руководством", "началом", "предводительством", "председательством"}
            and i
            and tokens[i - 1].text.lower() == "под"
        )
        ref = _next_party(reading, index, i + 1) if led else None
        if led and ref is None and token.text == "главе":
            ref = next(
                (r for r in reversed(reading.outer(index, Kind.PERSON)) if r.stop <= i and i - r.stop <= 3),
                None,
            )
        if ref is not None and _speaks_of_group(sentence):
            yield Part.HEAD, ref


def leads(reading: Reading, index: int, sentence: Sentence) -> Found:
    """`делегацию возглавляет …`, `возглавляемая …`, `которой руководил …`, `старшим … был …`."""
    for i, token in enumerate(sentence.tokens):
        if token.lemma in LEAD and not is_negated(sentence, i) and _leads_group(reading, index, i):
            ref = _leader(reading, index, i)
            if ref is not None:
                yield Part.HEAD, ref
        if token.text.lower() == "старшим":
            ref = _next_party(reading, index, i + 1)
            if ref is not None:
                yield Part.HEAD, ref


def _leader(reading: Reading, index: int, i: int) -> Ref | None:
    sentence = reading.sentences[index]
    token = sentence.tokens[i]
    if token.feats.get("VerbForm") == "Part":
        if token.feats.get("Voice") == "Pass":
            return _instrumental(reading, index, i)
        before = [r for r in reading.outer(index, Kind.PERSON) if r.stop <= i and i - r.stop <= 2]
        return before[-1] if before else _next_party(reading, index, i + 1)
    top = subject(sentence, i)
    own = [r for r in refs_of(reading, index, top) if r.kind is Kind.PERSON] if top is not None else []
    if own:
        return own[0]
    after = _next_party(reading, index, i + 1, reach=22)
    return after if after is not None and case(sentence.tokens[after.head]) in {"Nom", None, "Ins"} else None


def _instrumental(reading: Reading, index: int, i: int) -> Ref | None:
    ref = _next_party(reading, index, i + 1, reach=22)
    return (
        ref
        if ref is not None and case(reading.sentences[index].tokens[ref.head]) in {"Ins", None, "Nom"}
        else ref
    )


def _leads_group(reading: Reading, index: int, i: int) -> bool:
    """What is led is a delegation (or `её`, `которую` for one), not a ministry or a firm."""
    tokens = reading.sentences[index].tokens
    near = tokens[max(0, i - 12) : i + 4]
    if any(t.lemma in DELEGATION_WORDS or t.lemma in {"который", "она", "поездка", "визит"} for t in near):
        after = [
            r
            for r in reading.outer(index, Kind.ORGANIZATION)
            if r.start == i + 1 and case(tokens[r.head]) in {"Acc", "Ins"}
        ]
        return not after
    return any(
        t.text.lower() in {"её", "ее", "ею", "ей", "им", "ими", "группу", "группой"}
        for t in tokens[max(0, i - 3) : i + 3]
    )


def _speaks_of_group(sentence: Sentence) -> bool:
    return any(
        t.lemma in GUESTS or t.lemma in JOURNEY or (t.text[0].islower() and t.text.endswith("цы"))
        for t in sentence.tokens
    )


def composition(reading: Reading, index: int, sentence: Sentence) -> Found:
    """`в состав делегации вошли …`, `в делегации – …`, `сопровождают …`, `вместе с … вылетели …`, `в поездке участвуют …`."""
    start = _composition_start(sentence)
    if start is None:
        return
    for ref in reading.outer(index, *PARTY):
        if ref.start >= start and _is_party(reading, ref) and not _stayed(reading, index, ref):
            yield Part.MEMBER, ref


def _composition_start(sentence: Sentence) -> int | None:
    """The token after which the members are listed."""
    tokens = sentence.tokens
    lemmas = [t.lemma for t in tokens]
    for i, lemma in enumerate(lemmas):
        if (
            lemma in {"состав", "список", "число"}
            and i
            and _has(lemmas, {"делегация", "группа", "миссия", "участник", "делегат"} | ENTER)
        ):
            verb = next(
                (j for j in range(i, len(tokens)) if lemmas[j] in ENTER or tokens[j].text in {"–", "—", ":"}),
                None,
            )
            if tokens[i - 1].text.lower() in {"в", "её", "его", "ее"} or verb is not None:
                return 0 if verb is not None and _subject_first(tokens, i, verb) else i
        if lemma in ACCOMPANY and not is_negated(sentence, i):
            return 0
        if lemma == "делегация" and _in_delegation(tokens, i):
            return i
        if lemma in {"участвовать", "участие"} and _has(lemmas, JOURNEY) and _trip_object(lemmas, i):
            return 0
        if lemma in {"вместе", "помимо", "кроме"} and _has(
            lemmas,
            {
                "вылететь",
                "отправиться",
                "поехать",
                "прибыть",
                "приехать",
                "участвовать",
                "лететь",
                "ехать",
                "прилететь",
            },
        ):
            return 0
        if lemma == "компания" and _has(lemmas, {"составить", "составлять"}):
            return i
        if (
            lemma == "представлять"
            and _has(lemmas, {"бизнес", "регион", "край", "область", "республика", "вуз"})
            and i < 4
        ):
            return i
    return None


def _trip_object(lemmas: list[str], i: int) -> bool:
    return any(
        lemma in {"поездка", "визит", "миссия", "командировка", "бизнес-миссия"}
        for lemma in lemmas[max(0, i - 4) : i + 5]
    )


def _subject_first(tokens: tuple[object, ...], noun: int, verb: int) -> bool:
    return verb < noun


def _in_delegation(tokens: tuple, i: int) -> bool:  # type: ignore[type-arg]  # a slice of tokens of any length
    """`в делегации –`, `в делегацию вошли`, `в делегацию включены`, `делегация включает`."""
    before = tokens[i - 1].text.lower() if i else ""
    window = tokens[i + 1 : i + 10]
    verbs = any(
        t.lemma in {"войти", "входить", "включить", "включать", "включён", "включен"}
        for t in (*window, *tokens[max(0, i - 5) : i])
    )
    dash = any(t.text in {"–", "—", ":"} for t in tokens[i + 1 : i + 8])
    return (before in {"в", "её", "приморская"} and (verbs or dash)) or (verbs and before in {"в", ""})


def _has(lemmas: list[str], wanted: frozenset[str] | set[str]) -> bool:
    return not wanted.isdisjoint(lemmas)


def _is_party(reading: Reading, ref: Ref) -> bool:
    """People, and firms that stand in the list on their own: not somebody's workplace."""
    if ref.kind is Kind.PERSON:
        return True
    tokens = reading.sentences[ref.sentence].tokens
    before = tokens[ref.start - 1] if ref.start else None
    firm = any("«" in n or n.isupper() for n in reading.things[ref.thing].names)
    return (
        firm
        and before is not None
        and (
            before.lemma
            in {
                "представитель",
                "руководитель",
                "компания",
                "предприятие",
                "и",
                "а",
                "также",
                "завод",
                "представлять",
            }
            or before.text in {",", "–", ":", "—"}
        )
        and (is_plural(before) or before.pos != "NOUN")
    )


def _stayed(reading: Reading, index: int, ref: Ref) -> bool:
    """`заявленный в составе, остался дома`; `приехать не смог`."""
    tokens = reading.sentences[index].tokens
    following = tokens[ref.stop : ref.stop + 14]
    return any(t.lemma in STAYED for t in following) or any(
        a.text.lower() == "не" and b.lemma in {"смочь", "поехать", "приехать", "полететь", "мочь"}
        for a, b in itertools.pairwise(following)
    )


def receives(reading: Reading, index: int, sentence: Sentence) -> Found:
    """`делегацию принял …`, `гостей встретила …`: the object is the group."""
    for i, token in enumerate(sentence.tokens):
        if (
            token.lemma in RECEIVE
            and is_verb(token)
            and not is_negated(sentence, i)
            and _receives_group(reading, index, i)
        ):
            hosts = [r for r in subject_refs(reading, index, i) if r.kind in PARTY]
            people = [r for r in hosts if r.kind is Kind.PERSON]
            yield from ((Part.HOST, r) for r in people or hosts)


def _receives_group(reading: Reading, index: int, verb: int) -> bool:
    sentence = reading.sentences[index]
    groups = [
        r for r in reading.outer(index, Kind.DELEGATION) if case(sentence.tokens[r.head]) in {"Acc", "Gen"}
    ]
    if any(r.start < verb for r in groups[:1]) or any(abs(r.start - verb) <= 3 for r in groups):
        return True
    return any(
        t.head == verb
        and t.rel in {"obj", "iobj"}
        and (t.lemma in GUESTS or t.text.lower() in {"их"} or _is_group_ref(reading, index, i))
        for i, t in enumerate(sentence.tokens)
    )


def _is_group_ref(reading: Reading, index: int, token: int) -> bool:
    ref = reading.covering(index, token)
    return ref is not None and ref.kind is Kind.DELEGATION


def invites(reading: Reading, index: int, sentence: Sentence) -> Found:
    """`по приглашению …`, `пригласил …`, `приглашение направил …`."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if token.lemma not in INVITE or is_negated(sentence, i):
            continue
        if token.text.lower() == "приглашению":
            ref = next(
                (
                    r
                    for r in reading.outer(index, *PARTY, Kind.REGION, Kind.COUNTRY, Kind.CITY)
                    if i < r.start <= i + 8
                ),
                None,
            )
            if ref is not None:
                yield Part.HOST, ref
        elif token.pos == "NOUN":
            yield from _senders_of_invitation(reading, index, i)
        else:
            yield from _inviters(reading, index, i)


def _senders_of_invitation(reading: Reading, index: int, i: int) -> Found:
    sentence = reading.sentences[index]
    for v, token in enumerate(sentence.tokens):
        if (
            token.lemma in {"направить", "прислать", "передать", "отправить", "поступить", "вручить"}
            and sentence.tokens[i].head == v
        ):
            top = subject(sentence, v)
            found = refs_of(reading, index, top) if top is not None and top != i else []
            people = [r for r in found if r.kind is Kind.PERSON]
            bodies = [r for r in found if r.kind in {*PARTY, Kind.REGION, Kind.COUNTRY, Kind.CITY}]
            yield from ((Part.HOST, r) for r in people or bodies)


def _inviters(reading: Reading, index: int, i: int) -> Found:
    sentence = reading.sentences[index]
    if sentence.tokens[i].feats.get("Tense") != "Past" or not index:
        return
    top = subject(sentence, i)
    target = [t for t in sentence.tokens if t.head == i and t.rel in {"obj"}]
    group = any(t.lemma in GUESTS or t.pos == "PRON" for t in target)
    if top is not None and group:
        for ref in refs_of(reading, index, top):
            if ref.kind is Kind.PERSON:
                yield Part.HOST, ref


def as_part_of(reading: Reading, index: int, sentence: Sentence) -> Found:
    """`Иванов в составе делегации Союза …`: the person before is a member."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if (
            token.text.lower() == "составе"
            and i
            and tokens[i - 1].text.lower() == "в"
            and any(t.lemma == "делегация" for t in tokens[i : i + 4])
        ):
            people = [r for r in reading.outer(index, Kind.PERSON) if r.stop <= i]
            if people:
                yield Part.MEMBER, people[-1]


RULES = (at_the_head, leads, composition, receives, invites, as_part_of)


def _listed(reading: Reading) -> list[Role]:
    """A bulleted list after `в состав делегации вошли:` names members line by line."""
    found: list[Role] = []
    open_list = False
    for index, sentence in enumerate(reading.sentences):
        last = sentence.tokens[-1].text if sentence.tokens else ""
        bullet = (
            sentence.tokens[0].text in {"-", "–", "—", "•", "*", "·"} or last == ";"
            if sentence.tokens
            else False
        )
        if open_list and bullet:
            found += [
                Role(Part.MEMBER, r.thing, index)
                for r in reading.outer(index, *PARTY)
                if r.kind is Kind.PERSON or _is_party(reading, r)
            ]
        else:
            open_list = last == ":" and any(
                t.lemma in GUESTS or fold(t.lemma) == "состав" for t in sentence.tokens
            )
    return found
