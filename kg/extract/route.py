"""Where a journey goes and comes from: the places of a clause of travel by their prepositions and cases."""

from __future__ import annotations

from kg.extract.groups import PLACES
from kg.extract.lexicon import GO, words
from kg.extract.reading import Form, Reading, Ref, case
from kg.extract.syntax import is_negated, is_verb, preposition
from kg.model import Sentence

TO = {"в", "во", "на", "по", "до"}


FROM = {"из", "с", "со"}


VISITING = words("посетить посещать объехать навестить посещаться обойти")


RESTING = words("побывать бывать погостить посетить посещать")


STAY = words("находиться пробыть пребывать быть гостить работать трудиться участвовать бывать")


def find_route(
    reading: Reading, index: int, i: int, inside: list[Ref], actors: list[Ref], returning: bool
) -> tuple[list[Ref], list[Ref]]:
    """Where the clause of trigger `i` goes to, and where it comes from; of a return, where it was."""
    sentence = reading.sentences[index]
    destinations, origins = [], []
    for ref in _without_outer(sentence, inside):
        if ref.kind not in PLACES or ref.form is not Form.NAME or _is_sender(sentence, ref, actors):
            continue
        word = preposition(sentence, ref)
        if word in FROM:
            origins += [] if _is_with(sentence, ref) else [ref]
        elif (word in TO and _is_goal(sentence, i, ref, word)) or (not word and _visited(sentence, i, ref)):
            destinations.append(ref)
    if returning:
        return origins, []
    return destinations, origins


def _without_outer(sentence: Sentence, refs: list[Ref]) -> list[Ref]:
    """`Челябинская область | России`: the genitive right after a place is no second goal."""
    stops = {r.stop for r in refs if r.kind in PLACES}
    return [r for r in refs if not (r.start in stops and case(sentence.tokens[r.head]) == "Gen")]


def _is_sender(sentence: Sentence, ref: Ref, actors: list[Ref]) -> bool:
    """A genitive right after the delegation's noun: делегация | Тверской области."""
    after = any(a.start <= ref.start <= a.stop + 3 for a in actors)
    owning = case(sentence.tokens[ref.head]) == "Gen" or sentence.tokens[ref.start - 1].lemma == "город"
    return after and owning and not preposition(sentence, ref)


def _is_with(sentence: Sentence, ref: Ref) -> bool:
    """`переговоры с представителями | Ляонина`: nobody comes from there."""
    token = sentence.tokens[ref.head]
    return token.rel == "nmod" and case(sentence.tokens[token.head]) == "Ins"


def _is_goal(sentence: Sentence, i: int, ref: Ref, word: str) -> bool:
    """`летел в Китай` has a goal, `летал в Китае` none: a verb of motion takes `в`, `на` with the
    accusative."""
    token = sentence.tokens[i]
    moving = is_verb(token) and token.lemma in GO - STAY - RESTING
    return not (moving and word in {"в", "во", "на"} and case(sentence.tokens[ref.head]) == "Loc")


def says_home(sentence: Sentence, i: int) -> bool:
    """`домой`, `обратно` near the trigger."""
    return any(t.lemma in {"домой", "обратно", "восвояси"} for t in sentence.tokens[max(0, i - 4) : i + 4])


def _visited(sentence: Sentence, i: int, ref: Ref) -> bool:
    token = sentence.tokens[i]
    if token.lemma in VISITING:
        return case(sentence.tokens[ref.head]) in {"Acc", "Nom", None} or is_negated(sentence, i)
    return token.lemma == "посещение" and ref.start > i and case(sentence.tokens[ref.head]) == "Gen"
