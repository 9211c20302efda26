"""Where the words of a role end and its body begins, for roles that the models see."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.arguments import is_proper
from kg.extract.attachment import Place
from kg.extract.holding import Holding
from kg.extract.lexicon import words
from kg.extract.phrases import OPENING, quoted
from kg.extract.reading import Form, Reading, Ref, case, is_capital
from kg.extract.roles import BODIES
from kg.extract.wording import wording
from kg.model import Kind, Token

OWN = (Kind.ORGANIZATION, Kind.FACILITY)
FIRMS = words("компания фирма корпорация группа концерн холдинг газета журнал")
LONGEST = 7  # tokens of a name in quotes, with these
REACH = 5  # words between a role and its body


def refined(reading: Reading, post: Holding, place: Place) -> Holding:
    """The post with the body that its words name, and a role that ends before it."""
    if post.body is None:
        ref = body_behind(reading, place)
        return post if ref is None else replace(post, body=ref.thing, role=_role(reading, place, ref.start))
    start = _start_of(reading, place, post.body)
    return post if start is None else replace(post, role=_role(reading, place, start))


def _role(reading: Reading, place: Place, stop: int) -> str:
    return wording(reading, place.sentence, place.start, place.head, min(stop, place.stop)).rstrip(' «"„(')


def _start_of(reading: Reading, place: Place, body: str) -> int | None:
    """The first word of the body among the words of the role, behind their head."""
    tokens = reading.sentences[place.sentence].tokens
    spans = [
        reading.span(r.sentence, r.start, r.stop) for r in reading.refs[place.sentence] if r.thing == body
    ]
    spans += [reading.document.cues[number].span for number, key in reading.cued.items() if key == body]
    behind = range(place.head + 1, place.stop)
    start = next((i for i in behind if any(span.covers(tokens[i].span) for span in spans)), None)
    while start is not None and start > place.head + 1 and tokens[start - 1].lemma in FIRMS:
        start -= 1
    return start


def body_behind(reading: Reading, place: Place, *kinds: Kind) -> Ref | None:
    """The named body (of a kind) right behind a role: `фотограф | агентства «Луч»`, `солист | «Метелицы»`."""
    tokens = reading.sentences[place.sentence].tokens
    for i in range(place.head + 1, min(place.head + REACH, len(tokens))):
        around = reading.covering(place.sentence, i)
        if around is not None and around.form is Form.ADJECTIVE:
            continue
        ref = reading.at(place.sentence, i, *(kinds or BODIES)) or _quoted(reading, place, i)
        if ref is not None:
            return ref if _is_body(reading, ref) else None
        if not _leads_on(tokens[i]):
            return None
    return None


def _is_body(reading: Reading, ref: Ref) -> bool:
    token = reading.sentences[ref.sentence].tokens[ref.head]
    return ref.form is Form.NAME and case(token) in {"Gen", "Loc", None, "Nom"} and is_proper(reading, ref)


def _leads_on(token: Token) -> bool:
    """A word between a role and the name of its body: `солист | рижского ансамбля «` Метелица."""
    return token.pos == "ADJ" or token.text in OPENING or (case(token) == "Gen" and token.pos == "NOUN")


def _quoted(reading: Reading, place: Place, i: int) -> Ref | None:
    """A quoted name that nobody has taken for anything yet, as the body that it must be."""
    tokens = reading.sentences[place.sentence].tokens
    stop = quoted(tokens, i)
    if stop is None or stop - i > LONGEST or not is_capital(tokens[i + 1]):
        return None
    if not reading.free(place.sentence, i, stop):
        return None
    key = reading.add_thing(
        Kind.ORGANIZATION,
        [reading.nominative(place.sentence, i + 1, i + 1, stop - 1)],
        tokens[i].span.start,
    )
    ref = Ref(place.sentence, i, stop, i + 1, key, Kind.ORGANIZATION)
    reading.add_ref(ref)
    return ref
