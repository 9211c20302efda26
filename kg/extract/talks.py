"""Who meets whom: rules over verbs and nouns of meeting."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.arguments import is_proper
from kg.extract.groups import PLACES
from kg.extract.lexicon import MEET_SOLID, words
from kg.extract.reading import Reading, Ref, case
from kg.extract.syntax import ancestors, governor, is_verb, preposition, refs_of, subject, subject_refs
from kg.model import Kind, Sentence, Token

PARTY = (Kind.PERSON, Kind.ORGANIZATION)


RECIPROCAL = words("встретиться встречаться беседовать побеседовать переговорить пообщаться увидеться")


HOLDING = words(
    """
    провести проводить вести начать начинать завершить продолжить иметь запланировать планировать
    устроить
    """
)


TALKING = words("обсудить обсуждать")
RECEIVE = words("принять принимать")
TABLE = "стол"


# Where people meet as rivals or performers, not to talk.
CONTESTS = words(
    """
    матч турнир поединок ринг полуфинал четвертьфинал сцена корт гроссмейстер шахматист вратарь
    """
)


def is_contest(sentence: Sentence) -> bool:
    """True if the sentence tells of a game or a show, whose sides `встретятся` there."""
    return any(t.lemma in CONTESTS for t in sentence.tokens)


def _parties(reading: Reading, index: int, token: int | None) -> list[Ref]:
    if token is None:
        return []
    refs = [r for r in refs_of(reading, index, token) if r.kind in {*PARTY, *PLACES}]
    people = [r for r in refs if r.kind is Kind.PERSON]
    return people or [r for r in refs if r.kind is Kind.ORGANIZATION]


def _with(reading: Reading, index: int, i: int, reach: int = 30) -> list[Ref]:
    """The people (or bodies) after `с` that depend on a token: встретился | с министром … и мэром …"""
    sentence = reading.sentences[index]
    found: list[Ref] = []
    for ref in reading.outer(index, *PARTY):
        under = i in ancestors(sentence, ref.head)
        near = abs(ref.start - i) <= reach and preposition(sentence, ref) in {"с", "со"}
        if under and near and _takes_part(reading, ref):
            found.append(ref)
    people = [r for r in found if r.kind is Kind.PERSON]
    return people or found


def _takes_part(reading: Reading, ref: Ref) -> bool:
    """A person, or a body that has a name: `с вузами` says nothing of whom."""
    token = reading.sentences[ref.sentence].tokens[ref.head]
    return not _is_whose(token) if ref.kind is Kind.PERSON else is_proper(reading, ref)


def _is_whose(token: Token) -> bool:
    """`с семьёй | Белова`: the genitive names whose people they are; -ой is the instrumental as well."""
    return case(token) == "Gen" and not token.text.endswith(("ой", "ей"))


def _after_with(reading: Reading, index: int, i: int, reach: int = 8) -> list[Ref]:
    """The phrase after the next `с`, where the tree loses it: its people up to the next verb."""
    tokens = reading.sentences[index].tokens
    with_ = next(
        (j for j in range(i + 1, min(i + reach, len(tokens))) if tokens[j].text.lower() in {"с", "со"}), None
    )
    if with_ is None:
        return []
    stop = next(
        (
            j
            for j in range(with_, len(tokens))
            if is_verb(tokens[j]) and tokens[j].feats.get("VerbForm") == "Fin"
        ),
        len(tokens),
    )
    refs = [
        r
        for r in reading.outer(index, *PARTY)
        if with_ < r.start < stop and case(tokens[r.head]) in {"Ins", None}
    ]
    people = [r for r in refs if r.kind is Kind.PERSON]
    return people or refs[:1]


def met(reading: Reading, index: int, i: int) -> list[Ref] | None:
    """`А встретился с Б`, `А и Б обсудили`, `А обсудил с Б`."""
    sentence = reading.sentences[index]
    token = sentence.tokens[i]
    if not is_verb(token) or token.lemma not in RECIPROCAL | TALKING:
        return None
    theirs = _with(reading, index, i) or _after_with(reading, index, i)
    if token.lemma in TALKING:
        theirs = [r for r in theirs if r.kind is Kind.PERSON or _hangs_on(sentence, r, i)]
    ours = _parties(reading, index, subject(sentence, i)) or _nominative_near(reading, index, i, theirs)
    if token.lemma in TALKING and not (theirs or len(ours) > 1):
        return []
    return ours + theirs


def _hangs_on(sentence: Sentence, ref: Ref, verb: int) -> bool:
    """`обсудил | с Б`, not `обсудил вылет | с Б`: no noun that is neither role nor name stands between."""
    above = sentence.tokens[ref.head].head
    while above not in {verb, -1} and sentence.tokens[ref.head].rel in {"appos", "flat:name", "conj"}:
        ref = replace(ref, head=above)
        above = sentence.tokens[above].head
    return above == verb


def _nominative_near(reading: Reading, index: int, verb: int, others: list[Ref]) -> list[Ref]:
    """The person in the nominative beside a verb whose subject the tree has lost."""
    tokens = reading.sentences[index].tokens
    people = [
        r for r in reading.outer(index, Kind.PERSON) if case(tokens[r.head]) == "Nom" and r not in others
    ]
    near = [r for r in people if -1 <= verb - r.stop <= 2 or 0 < r.start - verb <= 3]
    return [r for r in near if r not in others][:1]


def held_talks(reading: Reading, index: int, i: int) -> list[Ref] | None:
    """`А провёл переговоры с Б`, `состоялась встреча А с Б`, `у А прошли переговоры с Б`, `переговоры А и
    Б`."""
    sentence = reading.sentences[index]
    token = sentence.tokens[i]
    if token.lemma not in MEET_SOLID or token.pos != "NOUN":
        return None
    verb = governor(sentence, i)
    owners = [r for r in reading.outer(index, *PARTY) if _is_owner(sentence, r, i, verb)]
    theirs = _with(reading, index, i) or _after_with(reading, index, i)
    at_it = i > 0 and sentence.tokens[i - 1].text.lower() in {"на", "ходе", "время"}
    holding = verb is not None and (sentence.tokens[verb].lemma in HOLDING or (at_it and bool(theirs)))
    subjects = (
        _parties(reading, index, subject(sentence, verb))
        if verb is not None and holding and not owners
        else []
    )
    ours = owners or [r for r in subjects if r not in theirs]
    return _people_first(ours) + [r for r in theirs if r not in ours]


def _is_owner(sentence: Sentence, ref: Ref, noun: int, verb: int | None) -> bool:
    above = list(ancestors(sentence, ref.head))
    word = preposition(sentence, ref)
    if (
        verb is not None
        and sentence.tokens[verb].lemma == "предстоять"
        and case(sentence.tokens[ref.head]) == "Dat"
    ):
        return verb in above
    if word == "между" and case(sentence.tokens[ref.head]) != "Nom":
        happening = verb is not None and sentence.tokens[verb].lemma in {"пройти", "состояться", "проходить"}
        return noun in above or (happening and verb in above)
    if word == "у":
        return noun in above or (verb is not None and verb in above)
    return (
        noun in above and not word and ref.start > noun and case(sentence.tokens[ref.head]) in {"Gen", None}
    )


def _people_first(refs: list[Ref]) -> list[Ref]:
    people = [r for r in refs if r.kind is Kind.PERSON]
    return people or refs


def received(reading: Reading, index: int, i: int) -> list[Ref] | None:
    """`А принял Б`, `Б ждал А`: host and the person received."""
    sentence = reading.sentences[index]
    token = sentence.tokens[i]
    if not is_verb(token) or token.lemma not in RECEIVE or _takes_thing(sentence, i):
        return None
    hosts = _people_first([r for r in subject_refs(reading, index, i) if r.kind in PARTY])
    keys = {h.thing for h in hosts}
    guests = [
        r for r in reading.outer(index, Kind.PERSON) if r.thing not in keys and _is_guest(sentence, r, i)
    ]
    return hosts + guests if guests or receives_guest(sentence, i) else []


def _takes_thing(sentence: Sentence, verb: int) -> bool:
    """`принял отставку`, `принял решение`: what is taken is no guest."""
    return any(
        t.head == verb and t.rel == "obj" and t.feats.get("Animacy") == "Inan" and t.text[:1].islower()
        for t in sentence.tokens
    )


def receives_guest(sentence: Sentence, verb: int) -> bool:
    """`гостью принял …`: one visitor, unnamed."""
    return sentence.tokens[verb].lemma in RECEIVE and any(
        t.head == verb and t.lemma in {"гость", "гостья", "дипломат"} and t.feats.get("Number") == "Sing"
        for t in sentence.tokens
    )


def _is_guest(sentence: Sentence, ref: Ref, verb: int) -> bool:
    head = sentence.tokens[ref.head].head
    while head >= 0 and head != verb and sentence.tokens[ref.head].rel in {"appos", "flat:name", "conj"}:
        ref = replace(ref, head=head)
        head = sentence.tokens[ref.head].head
    near = head == verb
    accusative = case(sentence.tokens[ref.head]) in {"Acc", "Gen"} or ref.stop <= verb
    return near and accusative and not preposition(sentence, ref)


def took_part(reading: Reading, index: int, i: int) -> list[Ref] | None:
    """`во встрече приняли участие А и Б`, `в переговорах участвовали А, Б и В`."""
    sentence = reading.sentences[index]
    tokens = sentence.tokens
    if tokens[i].lemma not in MEET_SOLID or not i or tokens[i - 1].text.lower() not in {"в", "во"}:
        return None
    verb = governor(sentence, i)
    taking = verb is not None and (
        tokens[verb].lemma == "участвовать" or any(t.head == verb and t.lemma == "участие" for t in tokens)
    )
    if verb is None or not taking:
        return None
    after = [r for r in reading.outer(index, Kind.PERSON) if r.start > verb and case(tokens[r.head]) == "Nom"]
    return after or _parties(reading, index, subject(sentence, verb))


def sat_down(reading: Reading, index: int, i: int) -> list[Ref] | None:
    """`за стол переговоров сели А, Б и В`: all who are named in the nominative."""
    tokens = reading.sentences[index].tokens
    if tokens[i].lemma != TABLE or i + 1 >= len(tokens) or tokens[i + 1].lemma != "переговоры":
        return None
    return [r for r in reading.outer(index, Kind.PERSON) if case(tokens[r.head]) == "Nom"]


RULES = (met, sat_down, took_part, held_talks, received)
# Words that a rule begins with: no rule is asked of others, which most words are.
EVOKING = frozenset({TABLE}).union(RECIPROCAL, TALKING, MEET_SOLID, RECEIVE)
