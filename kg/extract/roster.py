"""Who belongs to a delegation: its head, its members, and the hosts who received or invited it."""

from __future__ import annotations

import itertools
from datetime import date

from kg.extract.groups import Senders
from kg.extract.heads import JOURNEY, at_the_head, leads
from kg.extract.hosts import invites, receives
from kg.extract.lexicon import ACCOMPANY, DELEGATION_WORDS, ENTER, words
from kg.extract.parts import GUESTS, PARTY, Found, Part, Role, is_party
from kg.extract.reading import Reading, Ref, fold
from kg.extract.syntax import is_negated
from kg.extract.times import day_near
from kg.model import Kind, Sentence, ZoneKind

STAYED = words("отказаться остаться воздержаться")


def find_roles(reading: Reading, senders: Senders) -> list[Role]:
    """Every part in a delegation that the body of the article gives, in text order."""
    found: list[Role] = []
    for index, sentence in enumerate(reading.sentences):
        if sentence.zone is not ZoneKind.HEADLINE:
            for rule in RULES:
                day = _arrival(reading, index, sentence) if rule is receives else None
                told = rule(reading, index, sentence)
                found += [Role(part, ref.thing, index, day) for part, ref in told]
        represented = _represented(reading, senders, index, found)
        found += [Role(Part.SENDER, key, index) for key in represented]
    found += _listed(reading)
    return list(dict.fromkeys(found))


def _represented(reading: Reading, senders: Senders, index: int, found: list[Role]) -> list[str]:
    """Whom a delegation represents that somebody travels with, leads or receives: `в составе делегации |
    Союза`."""
    tokens = reading.sentences[index].tokens
    spoken_of = any(role.sentence == index for role in found)
    groups = [
        r
        for r in reading.outer(index, Kind.DELEGATION)
        if tokens[r.head].lemma in DELEGATION_WORDS
        and (spoken_of or (r.start and tokens[r.start - 1].text == "составе"))
    ]
    return [key for r in groups for key in senders.get(r.thing, ())]


def _arrival(reading: Reading, index: int, sentence: Sentence) -> date | None:
    met = next((i for i, t in enumerate(sentence.tokens) if t.lemma in {"встретить", "встречать"}), None)
    return day_near(reading, index, met) if met is not None else None


def composition(reading: Reading, index: int, sentence: Sentence) -> Found:
    """`в состав делегации вошли …`, `в делегации – …`, `сопровождают …`, `вместе с … вылетели …`, `в
    поездке участвуют …`."""
    start = _composition_start(sentence)
    if start is None:
        return
    for ref in reading.outer(index, *PARTY):
        if ref.start >= start and is_party(reading, ref) and not _stayed(reading, index, ref):
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
            return 0 if any(t.lemma in {"войти", "входить"} for t in tokens[max(0, i - 4) : i]) else i
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


def _stayed(reading: Reading, index: int, ref: Ref) -> bool:
    """`заявленный в составе, остался дома`; `приехать не смог`."""
    tokens = reading.sentences[index].tokens
    following = tokens[ref.stop : ref.stop + 14]
    return any(t.lemma in STAYED for t in following) or any(
        a.text.lower() == "не" and b.lemma in {"смочь", "поехать", "приехать", "полететь", "мочь"}
        for a, b in itertools.pairwise(following)
    )


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
                if r.kind is Kind.PERSON or is_party(reading, r)
            ]
        else:
            open_list = last == ":" and any(
                t.lemma in GUESTS or fold(t.lemma) == "состав" for t in sentence.tokens
            )
    return found
