"""Whether the words of a role are said of a person: before the name, behind it, or by a verb between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.extract.lexicon import OCCUPATIONS, POST_HEADS, words
from kg.extract.phrases import CLOSING, OPENING
from kg.extract.reading import Form, Reading, Ref, case, is_capital, is_plural
from kg.extract.syntax import ancestors, is_verb, refs_of, subject
from kg.model import Kind, Sentence, Token

NOMINAL = {"NOUN", "PROPN", "ADJ", "VERB"}
BREAKS = {",", ";", ":", "–", "—", "-", "(", ")", "."}
DOUBLING = {",", "–", "—", "-"}
APPOSED = {",", "–", "—", "-", "("}
BECOMING = words(
    """
    быть стать становиться являться работать поработать служить остаться оставаться считаться назначить
    назначать избрать избирать утвердить выбрать сделать назвать называть признать трудиться переизбрать
    выступать значиться оказаться числиться провозгласить объявить представить подрабатывать назначение
    избрание
    """
)
OFFICES = words("пост должность место обязанность роль качество кресло звание")
CANDIDACY = words("кандидат кандидатура претендент претендовать выборы предложение")
INTO_OFFICE = words("назначить избрать утвердить выбрать сделать назвать признать объявить освободить снять")


@dataclass(frozen=True, slots=True)
class Place:
    """The words of a role: tokens `[start, stop)` of a sentence, their head among them.

    `sure` where more than the words tells of a post, so that a case that the tagger has wrong does no harm.
    """

    sentence: int
    start: int
    head: int
    stop: int
    sure: bool = False


def place_of(reading: Reading, sentence: int, start: int, stop: int, *, sure: bool) -> Place:
    """The place of a role; its head is the noun that hangs on a word outside, else the first noun."""
    tokens = reading.sentences[sentence].tokens
    nouns = [i for i in range(start, stop) if tokens[i].pos in NOMINAL]
    outward = [i for i in nouns if not start <= tokens[i].head < stop]
    return Place(sentence, start, next(iter((*outward, *nouns, start))), stop, sure)


def belongs(reading: Reading, place: Place, person: str) -> bool:
    """True if some rule sees how the role hangs together with a mention of the person in its sentence."""
    return any(is_said(reading, place, ref) for ref in reading.outer(place.sentence) if ref.thing == person)


def is_said(reading: Reading, place: Place, ref: Ref) -> bool:
    """The same of one mention, which need not be a person's."""
    return any(rule(reading, place, ref) for rule in RULES)


def inside(reading: Reading, place: Place, ref: Ref) -> bool:
    """The name stands among the words of the role, or the role is the mention: `губернатор` alone."""
    return (place.start <= ref.start < place.stop) or (ref.start <= place.head < ref.stop)


def before_name(reading: Reading, place: Place, ref: Ref) -> bool:
    """`певец | Иван Белов`, `сенатор | от Невады | Иван Белов`, `лётчики | Иван Белов и Олег Серов`."""
    tokens = reading.sentences[place.sentence].tokens
    if ref.start < place.stop:
        return False
    gap = ref.start - place.stop
    apposed = gap == 0 and any(
        t.rel == "appos" and t.head == place.head for t in tokens[ref.start : ref.stop]
    )
    if not apposed and not _agree(place, tokens[place.head], tokens[ref.head], gap):
        return False
    if is_plural(tokens[place.head]):
        return _is_listed(reading, place, ref)
    between = list(_without_asides(tokens, place.stop, ref.start))
    if case(tokens[place.head]) != case(tokens[ref.head]) and any(
        _fits_better(tokens[i], tokens[ref.head]) for i in between
    ):
        return False
    return not any(_breaks(tokens, i, place) for i in between) and not _people_between(reading, place, ref)


def _fits_better(token: Token, name: Token) -> bool:
    """Another role, in the case of the name: `в беседе с корреспондентом | лидер движения | Белов`."""
    return token.lemma in POST_HEADS | OCCUPATIONS and case(token) == case(name)


def _without_asides(tokens: tuple[Token, ...], start: int, stop: int) -> Iterator[int]:
    """The tokens of a stretch that stand in no brackets."""
    depth = 0
    for i in range(start, stop):
        depth += (tokens[i].text == "(") - (tokens[i - 1].text == ")" and i > start)
        if depth <= 0:
            yield i


def _agree(place: Place, role: Token, name: Token, gap: int = 1) -> bool:
    """The same case; endings that two cases share count for both. A name right behind may be mistaken for
    the nominative or another case, but in the genitive it is whose the role is."""
    cases = {case(role), case(name)}
    other = (
        role.rel == "nmod" and case(role) != "Nom" and case(name) == "Nom"
    )  # `муж актрисы Белов рассказал`
    close = gap == 0 and case(name) != "Gen" and not is_plural(role) and not other
    return place.sure or close or len(cases) == 1 or None in cases or cases == {"Gen", "Acc"}


def _breaks(tokens: tuple[Token, ...], i: int, place: Place) -> bool:
    """What no phrase before a name goes over: verbs, marks but commas between roles (`певец, автор`)."""
    if tokens[i].text in DOUBLING:
        if tokens[i + 1].lemma in {"он", "она"}:
            return False
        nominal = tokens[i + 1].pos in NOMINAL
        return not (nominal and (place.sure or case(tokens[i + 1]) == case(tokens[place.head])))
    if tokens[i].lemma in {"он", "она"} and tokens[i + 1].text == "же":
        return False
    return tokens[i].text in BREAKS or tokens[i].pos in {"SCONJ", "PRON", "AUX"} or _is_action(tokens[i])


def _is_action(token: Token) -> bool:
    return is_verb(token) and token.feats.get("VerbForm") != "Part"


def _is_listed(reading: Reading, place: Place, ref: Ref) -> bool:
    """A plural is said of the people of the list behind it."""
    tokens = reading.sentences[place.sentence].tokens
    people = [r for r in reading.outer(place.sentence, Kind.PERSON) if place.stop <= r.start <= ref.start]
    listed = {i for r in people for i in range(r.start, r.stop)}
    gap = [t for i, t in enumerate(tokens) if place.stop <= i < ref.start and i not in listed]
    return all(t.text in {",", "и", ":", "–", "—", "(", ")"} | OPENING | CLOSING for t in gap)


def _people_between(reading: Reading, place: Place, ref: Ref) -> bool:
    """Somebody else stands before the name, and not as whose the role is: `адвокат | Белова | Олег Серов`."""
    tokens = reading.sentences[ref.sentence].tokens
    whose = {"Gen"} - {case(tokens[place.head])}
    return any(
        place.stop <= r.start and r.stop <= ref.start and case(tokens[r.head]) not in whose
        for r in _others(reading, ref)
    )


def behind_name(reading: Reading, place: Place, ref: Ref) -> bool:
    """`Иван Белов, | певец`, `Иван Белов (певец)`; not `Белова, певец Олег Серов`."""
    tokens = reading.sentences[place.sentence].tokens
    if ref.stop == place.start:
        return _is_signature(tokens, place, ref)
    apposed = ref.stop < place.start and tokens[ref.stop].text in APPOSED
    if not apposed or (is_plural(tokens[place.head]) and not _is_one_of(tokens, place.start)):
        return False
    between = tokens[ref.stop + 1 : place.start]
    clear = not any(_is_action(t) or (t.pos == "PRON" and t.lemma != "то") for t in between)
    return (
        clear
        and (_agree(place, tokens[place.head], tokens[ref.head]) or is_plural(tokens[place.head]))
        and not any(r.start >= ref.stop and r.stop <= place.start for r in _others(reading, ref))
        and not any(0 <= r.start - place.stop <= 1 for r in _others(reading, ref))
    )


def _is_signature(tokens: tuple[Token, ...], place: Place, ref: Ref) -> bool:
    """`Иван Белов | Президент фонда` below a text or picture."""
    return is_capital(tokens[place.start]) and ref.start == 0 and case(tokens[place.head]) in {"Nom", None}


def _is_one_of(tokens: tuple[Token, ...], start: int) -> bool:
    """`одному из | директоров`."""
    return start > 1 and tokens[start - 1].text == "из" and tokens[start - 2].lemma == "один"


def _others(reading: Reading, ref: Ref) -> list[Ref]:
    people = reading.outer(ref.sentence, Kind.PERSON)
    return [r for r in people if r.thing != ref.thing and r.form is Form.NAME]


def by_verb(reading: Reading, place: Place, ref: Ref) -> bool:
    """`Белов стал | чемпионом`, `Белова назначили | директором`, `Белов — | врач`."""
    sentence = reading.sentences[place.sentence]
    if _is_predicate(sentence, place.head):
        top = subject(sentence, place.head)
        return top is not None and ref in refs_of(reading, place.sentence, top)
    above = next(ancestors(sentence, place.head), None)
    if above is None or case(sentence.tokens[place.head]) != "Ins":
        return False
    return sentence.tokens[above].lemma in BECOMING and _takes_part(reading, ref, above)


def _is_predicate(sentence: Sentence, head: int) -> bool:
    """`Белов — врач`, `был врачом`, `был певцом, а затем врачом`."""
    rels = {t.rel for t in sentence.tokens if t.head == head}
    above = sentence.tokens[head].head
    joined = sentence.tokens[head].rel == "conj" and above >= 0 and _is_predicate(sentence, above)
    return bool(rels & {"cop", "nsubj"}) or joined


def _takes_part(reading: Reading, ref: Ref, verb: int) -> bool:
    """The person is subject of the verb, or who is put into office by it."""
    sentence = reading.sentences[ref.sentence]
    if (
        sentence.tokens[verb].feats.get("VerbForm") == "Part"
        and verb
        and sentence.tokens[verb - 1].text == ","
    ):
        return ref.stop == verb - 1
    top = subject(sentence, verb)
    if top is not None and ref in refs_of(reading, ref.sentence, top):
        return True
    own = any(sentence.tokens[i].head == verb for i in range(ref.start, ref.stop))
    return own and (sentence.tokens[verb].lemma in INTO_OFFICE or case(sentence.tokens[ref.head]) == "Nom")


def in_office(reading: Reading, place: Place, ref: Ref) -> bool:
    """`Белов занимал пост | директора`, `Белова освободили от должности | директора`."""
    sentence = reading.sentences[place.sentence]
    office = next((a for a in ancestors(sentence, place.head)), None)
    if office is None or sentence.tokens[office].lemma not in OFFICES:
        return False
    chain = list(ancestors(sentence, office))
    if any(sentence.tokens[a].lemma in CANDIDACY for a in chain):
        return False
    return any(_takes_part(reading, ref, a) for a in chain if is_verb(sentence.tokens[a]))


RULES: tuple[Callable[[Reading, Place, Ref], bool], ...] = (
    inside,
    before_name,
    behind_name,
    by_verb,
    in_office,
)
