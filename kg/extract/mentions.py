"""Where things are mentioned by name: where the learned model sees them, and rules know what they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.extract.learned.things import words_of
from kg.extract.lexicon import AREA_TITLES, NATIONAL, POST_HEADS, TONGUES, words
from kg.extract.phrases import CLOSING, OPENING
from kg.extract.reading import Form, Reading, Ref, is_capital
from kg.gazetteer.notables import CLASSES
from kg.model import Kind, Mention, Token

SERVING = POST_HEADS | words(
    "дипломат чиновник солдат боец военный военнослужащий полицейский пограничник разведчик подданный"
)


def find_mentions(reading: Reading) -> Iterator[Mention]:
    """Mentions by name. Without cues they are the rules' references.

    The model sees more exactly where names begin and end, and what is none; references that touch none of its
    cues are left out, unless they are a country's, which the gazetteer knows for sure, or a zone's, of
    which the text says what it is.
    """
    cues, cued = reading.document.cues, defaultdict[int, list[Mention]](list)
    for number, key in reading.cued.items():
        place = words_of(reading, cues[number])
        if place is not None:
            index, start, stop = place
            whole, named = cues[number].span, named_part(reading, key, index, start, stop)
            cued[index].append(Mention(key, whole if named == (start, stop) else reading.span(index, *named)))
    for mentions in cued.values():
        yield from mentions
    yield from reading.further
    for ref in reading.all_refs():
        if ref.form is not Form.ANAPHOR:
            sure = not cues or ref.thing in reading.zones or is_sure(reading, ref)
            yield from _of_rules(reading, ref, cued[ref.sentence], sure)


def _of_rules(reading: Reading, ref: Ref, cued: list[Mention], sure: bool) -> Iterator[Mention]:
    whole = reading.span(ref.sentence, ref.start, ref.stop)
    touching = [mention.node for mention in cued if mention.span.overlaps(whole)]
    if ref.thing not in touching and (touching or sure):
        named = named_part(reading, ref.thing, ref.sentence, ref.start, ref.stop)
        yield Mention(ref.thing, reading.span(ref.sentence, *named))


def is_sure(reading: Reading, ref: Ref) -> bool:
    """True for the name of a country, and for its adjective where something is its own: «японская фирма».

    Before a person or a language the adjective tells of a people: «японский поэт», not before those who serve
    the state: «японский посол».
    """
    tokens = reading.sentences[ref.sentence].tokens[ref.start : ref.stop]
    if ref.kind is not Kind.COUNTRY:
        return False
    if ref.form is Form.NAME:
        return len(tokens) > 1 or tokens[0].pos in {"PROPN", "NOUN"}
    return ref.form is Form.ADJECTIVE and tokens[0].lemma not in NATIONAL and _is_owned(reading, ref)


def _is_owned(reading: Reading, ref: Ref) -> bool:
    """True for an adjective of a thing or servant of the state, not of a tongue."""
    tokens = reading.sentences[ref.sentence].tokens
    adjective = tokens[ref.start]
    noun = tokens[adjective.head]
    if adjective.pos != "ADJ" or adjective.head <= ref.start or noun.pos not in {"NOUN", "PROPN"}:
        return False
    alive = noun.feats.get("Animacy") == "Anim" and noun.lemma not in SERVING
    return not alive and noun.lemma not in TONGUES


def named_part(reading: Reading, key: str, index: int, start: int, stop: int) -> tuple[int, int]:
    """The tokens of the name itself: without the common noun of «провинция Хунань», «радиостанция „Заря“»."""
    tokens, thing = reading.sentences[index].tokens, reading.things.get(key)
    if thing is None or stop - start < 2:
        return start, stop
    if thing.kind is Kind.REGION:
        titled = tokens[start].lemma in AREA_TITLES and is_capital(tokens[start + 1])
        return start + titled, stop
    if thing.kind is Kind.ORGANIZATION:
        return unquoted(tokens, start + is_class(tokens[start], tokens[start + 1]), stop)
    return start, stop


def is_class(word: Token, following: Token) -> bool:
    """True for a word that says what kind of body the name behind it has."""
    begins = is_capital(following) or following.text in OPENING
    return begins and word.text.islower() and word.lemma in CLASSES


def unquoted(tokens: Sequence[Token], start: int, stop: int) -> tuple[int, int]:
    """The tokens without the quotes around all of them."""
    inner = [token.text in OPENING | CLOSING for token in tokens[start + 1 : stop - 1]]
    quoted = tokens[start].text in OPENING and tokens[stop - 1].text in CLOSING
    return (start + 1, stop - 1) if quoted and inner and not any(inner) else (start, stop)
