"""Posts that a verb gives: `он является депутатом`, `Белов был директором`, `Белова возглавляет компанию`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arguments import Frame, is_proper
from kg.extract.attachment import BECOMING, Place, by_verb, in_office
from kg.extract.holding import Holding
from kg.extract.lexicon import words
from kg.extract.reading import Reading, Ref
from kg.extract.roles import Phrase, role_phrases
from kg.extract.syntax import ancestors, is_negated, is_verb, tense
from kg.model import Kind, ZoneKind

LEADING = {"возглавлять": "глава", "возглавить": "глава", "руководить": "руководитель"}
LASTING = words("быть работать служить занимать возглавлять руководить проработать являться трудиться")
HOPED = words("хотеть мочь мечтать предложить планировать баллотироваться намеренный собираться намерен бы")


def find_predicated(reading: Reading, known: list[Holding]) -> list[Holding]:
    """Posts of people that verbs give them, where no other rule has found a holder of the role."""
    taken = {(post.sentence, i) for post in known for i in range(post.start, post.stop)}
    found = [
        holding
        for phrase in role_phrases(reading)
        if not phrase.plural and (phrase.sentence, phrase.head) not in taken
        for holding in _held(reading, phrase)
    ]
    return [*found, *_led(reading)]


def _held(reading: Reading, phrase: Phrase) -> Iterator[Holding]:
    place = Place(phrase.sentence, phrase.start, phrase.head, phrase.stop)
    sentence = reading.sentences[phrase.sentence]
    if not phrase.bodies or _is_unreal(reading, place):
        return
    refs = [
        r for r in reading.outer(phrase.sentence, Kind.PERSON) if not phrase.start <= r.start < phrase.stop
    ]
    said = any(sentence.tokens[i].lemma in BECOMING for i in _above(reading, place))
    ref = next(
        (r for r in refs if (said and by_verb(reading, place, r)) or in_office(reading, place, r)), None
    )
    if ref is not None:
        former = phrase.former or _is_over(reading, place)
        start, stop = min(phrase.start, ref.start), max(phrase.stop, ref.stop)
        yield Holding(
            ref.thing, phrase.role, phrase.bodies[0], former, phrase.sentence, start, stop, 0.7, phrase.head
        )


def _above(reading: Reading, place: Place) -> list[int]:
    """The words that the role hangs on, and its copula."""
    sentence = reading.sentences[place.sentence]
    heads = [place.head, *list(ancestors(sentence, place.head))[:2]]
    copulas = [i for i, t in enumerate(sentence.tokens) if t.head in heads and t.rel.startswith("cop")]
    return [*copulas, *heads[1:]]


def _is_unreal(reading: Reading, place: Place) -> bool:
    sentence = reading.sentences[place.sentence]
    above = _above(reading, place)
    hoped = any(t.lemma in HOPED and (i in above or t.head in above) for i, t in enumerate(sentence.tokens))
    denied = any(t.text.lower() == "не" for t in sentence.tokens[max(0, place.start - 2) : place.head])
    return hoped or denied or is_negated(sentence, place.head)


def _is_over(reading: Reading, place: Place) -> bool:
    """A verb of lasting in the past: who `был директором` is none; who `стал` is."""
    tokens = reading.sentences[place.sentence].tokens
    verbs = [tokens[i] for i in _above(reading, place)]
    return any(t.lemma in LASTING and t.feats.get("Tense") == "Past" for t in verbs)


def _led(reading: Reading) -> Iterator[Holding]:
    """`Белов возглавляет | компанию «Луч»`: a body, not a delegation."""
    for index, sentence in enumerate(reading.sentences):
        if sentence.zone not in {ZoneKind.BODY, ZoneKind.QUOTE}:
            continue
        for head, token in enumerate(sentence.tokens):
            if token.lemma in LEADING and is_verb(token) and not is_negated(sentence, head):
                yield from _leader(Frame(reading, index, head))


def _leader(frame: Frame) -> Iterator[Holding]:
    people = [r for r in (*frame.actors(), *frame.beside()) if r.kind is Kind.PERSON]
    bodies = [r for r in frame.below() if _is_led(frame, r)]
    if not people or not bodies or tense(frame.sentence, frame.head) == "future":
        return
    former = frame.lemma in LASTING and frame.sentence.tokens[frame.head].feats.get("Tense") == "Past"
    start, stop = min(frame.head, people[0].start), max(bodies[0].stop, people[0].stop)
    role, (who, body) = LEADING[frame.lemma], (people[0].thing, bodies[0].thing)
    yield Holding(who, role, body, former, frame.index, start, stop, 0.6, frame.head)


def _is_led(frame: Frame, ref: Ref) -> bool:
    direct = any(t.head == frame.head for t in frame.sentence.tokens[ref.start : ref.stop])
    return (
        direct and ref.kind is Kind.ORGANIZATION and is_proper(frame.reading, ref) and _is_object(frame, ref)
    )


def _is_object(frame: Frame, ref: Ref) -> bool:
    return frame.is_case(ref, "Acc", "Ins", "Gen", "Nom") and ref not in frame.actors()


def with_predicated(known: list[Holding], said: list[Holding]) -> list[Holding]:
    """All posts in text order; what a verb says of somebody again is left out."""
    held = {(post.person, post.body) for post in known}
    fresh = [post for post in said if (post.person, post.body) not in held]
    return sorted([*known, *fresh], key=lambda post: (post.sentence, post.start))
