"""Where things are mentioned by name: where the learned model sees them, and rules know what they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.extract.learned.things import words_of
from kg.extract.lexicon import AREA_TITLES, NATIONAL, POST_HEADS, TONGUES, words
from kg.extract.reading import Form, Reading, Ref, is_capital
from kg.model import Kind, Mention, Span

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
            whole = cues[number].span
            named = named_part(reading, key, index, start, stop)
            cued[index].append(
                Mention(
                    key, whole if named == start else Span(reading.span(index, named, stop).start, whole.stop)
                )
            )
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
        start = named_part(reading, ref.thing, ref.sentence, ref.start, ref.stop)
        yield Mention(ref.thing, reading.span(ref.sentence, start, ref.stop))


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


def named_part(reading: Reading, key: str, index: int, start: int, stop: int) -> int:
    """Where the name itself begins: behind the common noun of «провинция Хунань», «штат Техас»."""
    tokens = reading.sentences[index].tokens
    titled = stop - start > 1 and tokens[start].lemma in AREA_TITLES and is_capital(tokens[start + 1])
    return start + 1 if titled and reading.things[key].kind is Kind.REGION else start
