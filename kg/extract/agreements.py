"""Documents signed or to be signed between named parties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.extract.lexicon import CANCEL, DOCUMENTS, SIGN_NOUNS, SIGN_VERBS, WEAK_DOCUMENTS
from kg.extract.reading import Form, Reading, Ref, case
from kg.extract.sides import places_of_sides, speaks_of_both
from kg.extract.syntax import ancestors, governor, is_negated, is_verb, preposition, refs_of, subject, tense
from kg.extract.times import day_carried, day_near
from kg.extract.visit import Visit
from kg.model import Kind, Sentence, Status, ZoneKind

PARTIES = (Kind.ORGANIZATION, Kind.REGION, Kind.CITY, Kind.COUNTRY, Kind.FACILITY)


@dataclass(frozen=True, slots=True)
class Agreement:
    """`parties` are things' keys; `kind` is the genre's word (соглашение, дорожная карта); `deal` the type of
    a deal (купля/продажа), where it is one."""

    sentence: int
    parties: tuple[str, ...]
    kind: str
    status: Status
    day: date | None
    confidence: float
    deal: str | None = None


def find_agreements(reading: Reading, party_of: dict[str, str], visits: list[Visit]) -> list[Agreement]:
    """Every document of the body with two parties or more.

    `party_of` gives the body a person signs for; `visits` the two sides where the text says `стороны
    подписали`.
    """
    found: list[Agreement] = []
    for index, sentence in enumerate(reading.sentences):
        if sentence.zone is ZoneKind.BODY:
            for i, token in enumerate(sentence.tokens):
                if token.lemma in DOCUMENTS and token.pos == "NOUN":
                    agreement = _agreement(reading, index, i, party_of, visits)
                    found += [agreement] if agreement else []
    return _merge(found)


def _agreement(
    reading: Reading, index: int, i: int, party_of: dict[str, str], visits: list[Visit]
) -> Agreement | None:
    sentence = reading.sentences[index]
    kind = _kind(sentence, i) if not (i and sentence.tokens[i - 1].lemma == "проект") else None
    verb = _signing(sentence, i)
    if kind is None or (verb is None and sentence.tokens[i].lemma in WEAK_DOCUMENTS):
        return None
    parties = _parties(reading, index, i, verb, party_of)
    if len(parties) < 2 and verb is not None and speaks_of_both(reading, index):
        parties = places_of_sides(reading, visits, index) or ()
    if len(parties) < 2 or (
        verb is not None and (is_negated(sentence, verb) or _fell_through(sentence, verb))
    ):
        return None
    day = day_near(reading, index, i) or day_carried(reading, index) if verb is not None else None
    return Agreement(
        index, parties, kind, _status(reading, sentence, i, verb, day), day, 0.8 if verb is not None else 0.65
    )


def _fell_through(sentence: Sentence, verb: int) -> bool:
    """`подписание … сорвалось`: nothing was signed, nothing is to be."""
    return any(sentence.tokens[a].lemma in CANCEL for a in ancestors(sentence, verb))


def _kind(sentence: Sentence, i: int) -> str | None:
    lemma = sentence.tokens[i].lemma
    if lemma == "карта" and (not i or sentence.tokens[i - 1].lemma != "дорожный"):
        return None
    return DOCUMENTS[lemma]


def _signing(sentence: Sentence, i: int) -> int | None:
    """The word of signing that the document stands with: above it, below it, or in the same clause."""
    tokens = sentence.tokens
    for above in list(ancestors(sentence, i))[:4]:
        if tokens[above].lemma in SIGN_VERBS | SIGN_NOUNS:
            return above
    below = (
        j
        for j, t in enumerate(tokens)
        if t.lemma in SIGN_VERBS | SIGN_NOUNS and i in list(ancestors(sentence, j))[:2]
    )
    near = (j for j, t in enumerate(tokens) if t.lemma in SIGN_VERBS | SIGN_NOUNS and abs(j - i) <= 6)
    return next(below, None) if any(True for _ in ()) else next(below, next(near, None))


def _parties(
    reading: Reading, index: int, i: int, verb: int | None, party_of: dict[str, str]
) -> tuple[str, ...]:
    for rule in (_between, _of_document, _signers):
        refs = without_owners(reading, rule(reading, index, i, verb))
        keys = tuple(dict.fromkeys(party_of.get(r.thing, r.thing) for r in refs))
        keys = tuple(k for k in keys if reading.things[k].kind is not Kind.PERSON)
        if len(keys) >= 2:
            return keys
    return ()


def without_owners(reading: Reading, refs: list[Ref]) -> list[Ref]:
    """`Лорийская область | Армении`: the genitive right after a party is no party."""
    ordered = sorted(refs, key=lambda r: r.start)
    return [
        r
        for i, r in enumerate(ordered)
        if not (
            i
            and r.start == ordered[i - 1].stop
            and case(reading.sentences[r.sentence].tokens[r.head]) == "Gen"
        )
    ]


def _between(reading: Reading, index: int, i: int, verb: int | None) -> list[Ref]:
    """`между А и Б` near the document."""
    tokens = reading.sentences[index].tokens
    places = [*range(i, min(i + 14, len(tokens))), *(range(max(0, i - 16), i) if verb is not None else ())]
    start = next((j for j in places if tokens[j].text.lower() == "между"), None)
    if start is None:
        return []
    refs = [
        r
        for r in reading.outer(index, *PARTIES)
        if start < r.start <= start + 22
        and r.form is not Form.ADJECTIVE
        and case(tokens[r.head]) in {"Ins", "Gen", None, "Nom"}
    ]
    kept: list[Ref] = []
    for ref in refs:
        if kept and any(is_verb(t) for t in tokens[kept[-1].stop : ref.start]):
            break
        kept.append(ref)
    return kept


def _of_document(reading: Reading, index: int, i: int, verb: int | None) -> list[Ref]:
    """`соглашение А с Б`, `меморандум А и Б`: names right after the document."""
    sentence = reading.sentences[index]
    tokens = sentence.tokens
    stop = next(
        (
            j
            for j in range(i + 1, len(tokens))
            if (is_verb(tokens[j]) and tokens[j].feats.get("VerbForm") in {"Fin", None})
            or tokens[j].text in {";", ":"}
        ),
        len(tokens),
    )
    return [
        r
        for r in reading.outer(index, *PARTIES)
        if i < r.start < stop
        and r.form is not Form.ADJECTIVE
        and preposition(sentence, r) in {"", "с", "со"}
        and i in ancestors(sentence, r.head)
    ]


def _signers(reading: Reading, index: int, i: int, verb: int | None) -> list[Ref]:
    """`А и Б подписали`, `А подписал с Б`: subjects and partners of the signing."""
    sentence = reading.sentences[index]
    if verb is None:
        return []
    action = verb if is_verb(sentence.tokens[verb]) else governor(sentence, verb)
    top = subject(sentence, action) if action is not None else None
    refs = refs_of(reading, index, top) if top is not None else []
    refs = [r for r in refs if r.kind in {*PARTIES, Kind.PERSON}]
    orgs = [r for r in refs if r.kind is not Kind.PERSON]
    own = orgs if len(orgs) > 1 else refs
    with_ = [
        r
        for r in reading.outer(index, *PARTIES, Kind.PERSON)
        if preposition(sentence, r) in {"с", "со"}
        and case(sentence.tokens[r.head]) in {"Ins", None}
        and r not in own
    ]
    bodies = [
        r
        for r in reading.outer(index, *PARTIES)
        if case(sentence.tokens[r.head]) in {"Nom", None} and r.form is Form.NAME and r not in own
    ]
    return own + with_ + (bodies if len(own) + len(with_) < 2 else [])


def _status(reading: Reading, sentence: Sentence, i: int, verb: int | None, day: date | None) -> Status:
    published = reading.document.article.published
    if day and published and day != published:
        return Status.PLANNED if day > published else Status.SIGNED
    if verb is None:
        above = governor(sentence, i)
        return Status.PLANNED if above is not None and tense(sentence, above) == "future" else Status.SIGNED
    action = verb if is_verb(sentence.tokens[verb]) else governor(sentence, verb)
    return Status.PLANNED if action is not None and tense(sentence, action) == "future" else Status.SIGNED


def _merge(found: list[Agreement]) -> list[Agreement]:
    kept: list[Agreement] = []
    for agreement in found:
        twin = next(
            (k for k in kept if k.kind == agreement.kind and set(k.parties) == set(agreement.parties)), None
        )
        if twin is None:
            kept.append(agreement)
        elif twin.day is None and agreement.day is not None:
            kept[kept.index(twin)] = agreement
    return kept
