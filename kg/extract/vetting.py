"""Of the posts and callings that the models see, those that the sentence says of the person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.assemble import Findings
from kg.extract.attachment import Place, belongs, place_of
from kg.extract.holding import Holding
from kg.extract.implied import of_the_state
from kg.extract.lexicon import WEAK_POSTS
from kg.extract.meetings import Meeting
from kg.extract.occupations import Occupation
from kg.extract.reading import Reading, fold
from kg.extract.refining import OWN, body_behind, refined
from kg.extract.talks import is_contest


def vetted(reading: Reading, rules: Findings, joined: Findings) -> Findings:
    """The joined findings without posts and callings that only the models see, and no rule sees said.

    A model takes words of the neighbourhood for a role of somebody (`сказал журналистам`, `лечат врачи`).
    A calling in a body (`солист «Метелицы»`) is a post.
    """
    posts = [p for each in joined.posts if (p := each if each in rules.posts else _post(reading, each))]
    callings: list[Occupation] = []
    for each in joined.occupations:
        place = next((p for p in _places(reading, each) if belongs(reading, p, each.person)), None)
        body = body_behind(reading, place, *OWN) if place is not None else None
        if place is not None and body is not None:
            posts.append(_promoted(each, place, body.thing))
        elif place is not None or each in rules.occupations:
            callings.append(each)
    posts = [of_the_state(reading, each) for each in posts if each.body or not _needs_body(each)]
    meetings = [each for each in joined.meetings if _is_ruled(each, rules) or not _is_show(reading, each)]
    return replace(joined, posts=posts, occupations=callings, meetings=meetings)


def _is_ruled(meeting: Meeting, rules: Findings) -> bool:
    """True if a rule has found the meeting too."""
    return any(each.sentence == meeting.sentence for each in rules.meetings)


def _is_show(reading: Reading, meeting: Meeting) -> bool:
    return is_contest(reading.sentences[meeting.sentence])


def _needs_body(post: Holding) -> bool:
    """`представитель`, `сотрудник`: of nobody named they say nothing of a person."""
    return bool(set(fold(post.role).split()[:2]) & WEAK_POSTS)


def _promoted(calling: Occupation, place: Place, body: str) -> Holding:
    return Holding(
        calling.person, calling.word, body, False, place.sentence, place.start, place.stop, 0.8, place.head
    )


def _post(reading: Reading, post: Holding) -> Holding | None:
    if reading.sentences[post.sentence].tokens[post.head].pos not in {"NOUN", "PROPN"}:
        return None
    place = place_of(reading, post.sentence, post.start, post.stop, sure=post.body is not None)
    named = any(ref.thing == post.person for ref in reading.outer(post.sentence))
    said = belongs(reading, place, post.person) if named else post.body is not None
    return refined(reading, post, place) if said else None


def _places(reading: Reading, calling: Occupation) -> Iterator[Place]:
    """Where a sentence has the words of a calling."""
    first, length = fold(calling.word).split()[0], len(calling.word.split())
    tokens = reading.sentences[calling.sentence].tokens
    for i, token in enumerate(tokens):
        if first in {fold(token.nominative), fold(token.lemma)}:
            yield place_of(reading, calling.sentence, i, min(i + length, len(tokens)), sure=False)
