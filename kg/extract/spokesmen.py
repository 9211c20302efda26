"""Places whose representatives somebody met: `переговоры с представителями экономической зоны`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.lexicon import MEET_NOUNS, words
from kg.extract.reading import Form, Reading, Ref, case
from kg.extract.syntax import governor, is_negated
from kg.extract.talks import RECIPROCAL
from kg.model import Kind, Sentence, ZoneKind

SPEAKING = words("представитель руководство руководитель власть администрация чиновник правительство")


def spoken_for(reading: Reading) -> Iterator[tuple[str, int]]:
    """The places (things' keys) that somebody spoke for at a meeting, and the sentence that says so."""
    for index, sentence in enumerate(reading.sentences):
        met = any(token.lemma in MEET_NOUNS | RECIPROCAL for token in sentence.tokens)
        if met and sentence.zone in {ZoneKind.BODY, ZoneKind.QUOTE}:
            for ref in reading.outer(index, Kind.REGION, Kind.CITY):
                if ref.form is not Form.ADJECTIVE and _is_spoken_for(sentence, ref):
                    yield ref.thing, index


def _is_spoken_for(sentence: Sentence, ref: Ref) -> bool:
    """`с представителями | зоны`: a genitive of those who speak."""
    token = sentence.tokens[ref.head]
    above = sentence.tokens[token.head] if token.head >= 0 else token
    verb = governor(sentence, ref.head)
    speaking = token.head < ref.start and above.lemma in SPEAKING and case(above) == "Ins"
    return speaking and case(token) == "Gen" and (verb is None or not is_negated(sentence, verb))
