"""Second mentions without a name: `губернатор`, `глава региона`, `градоначальник`, `он`."""

from __future__ import annotations

from kg.extract.holding import Holding
from kg.extract.lexicon import HEAD_OF_PLACE, POST_HEADS, REGION_WORDS, words
from kg.extract.reading import Form, Reading, Ref, case, fold, is_plural
from kg.model import Kind, Sentence

PRONOUNS = words("он она")
BODIES = (Kind.REGION, Kind.CITY, Kind.COUNTRY, Kind.ORGANIZATION, Kind.FACILITY)
RANKS = words("первый второй генеральный главный старший исполнительный")


def find_anaphors(reading: Reading, posts: list[Holding]) -> None:
    """Add references of role phrases and pronouns to the persons they mean; unclear ones stay without."""
    taken = {(p.sentence, i) for p in posts for i in range(p.start, p.stop)}
    for index, sentence in enumerate(reading.sentences):
        for i, token in enumerate(sentence.tokens):
            if (index, i) in taken or not reading.free(index, i, i + 1):
                continue
            if token.lemma in POST_HEADS and not is_plural(token) and not _is_idiom(sentence, i):
                _add(reading, index, i, _holder(reading, posts, index, i))
            elif token.lemma in PRONOUNS and token.pos == "PRON":
                _add(reading, index, i, _last_person(reading, index, i))


def _is_idiom(sentence: Sentence, i: int) -> bool:
    return i > 0 and sentence.tokens[i - 1].text.lower() == "во"


def _add(reading: Reading, index: int, i: int, person: str | None) -> None:
    if person is not None:
        reading.add_ref(Ref(index, i, i + 1, i, person, Kind.PERSON, Form.ANAPHOR))


def _holder(reading: Reading, posts: list[Holding], index: int, i: int) -> str | None:
    reading.sentences[index]
    current = [p for p in posts if not p.former and _role_fits(reading, p, index, i)]
    holders = [p for p in current if (p.sentence, p.start) < (index, i)] or current
    place, bound = _body_said(reading, index, i)
    if bound:
        holders = [p for p in holders if p.body == place]
    return holders[-1].person if holders else None


def _role_fits(reading: Reading, post: Holding, index: int, i: int) -> bool:
    """The role said again by its own word; heads of a region or city also as its `глава`."""
    sentence = reading.sentences[index]
    lemma, words = fold(sentence.tokens[i].lemma), fold(post.role).split()
    body = reading.things.get(post.body or "")
    if lemma in {"глава", "руководитель"}:
        if _body_said(reading, index, i)[1]:
            return words[0] in HEAD_OF_PLACE
        kind = _complement(sentence, i)
        return kind is not None and body is not None and body.kind is kind and words[0] in HEAD_OF_PLACE
    if lemma == "градоначальник":
        return words[0] in {"мэр", "глава", "губернатор", "градоначальник"}
    return words[0] == lemma or (words[0] in RANKS and lemma in words[:2])


def _complement(sentence: Sentence, i: int) -> Kind | None:
    """`глава | региона`, `глава | города`: the kind of place that the next words name in general."""
    for token in sentence.tokens[i + 1 : i + 3]:
        if case(token) == "Gen" and token.lemma in REGION_WORDS:
            return Kind.REGION
        if case(token) == "Gen" and token.lemma in {"город", "муниципалитет"}:
            return Kind.CITY
    return None


def _body_said(reading: Reading, index: int, i: int) -> tuple[str | None, bool]:
    """The place or body that the phrase names itself, and whether it names any."""
    sentence = reading.sentences[index]
    after = reading.at(index, i + 1) if i + 1 < len(sentence.tokens) else None
    if after is not None and after.kind in BODIES and case(sentence.tokens[after.head]) in {"Gen", None}:
        return after.thing, True
    before = reading.covering(index, i - 1) if i else None
    if before is not None and before.form is Form.ADJECTIVE:
        return before.thing, True
    return None, False


def _last_person(reading: Reading, index: int, i: int) -> str | None:
    """The person last named before, subjects first; of fitting gender where the name shows it."""
    female = reading.sentences[index].tokens[i].lemma == "она"
    for row in (index, index - 1):
        people = (
            [r for r in reading.outer(row, Kind.PERSON) if row < index or r.start < i] if row >= 0 else []
        )
        people = [r for r in people if _gender(reading, r) in {None, "Fem" if female else "Masc"}]
        subjects = [r for r in people if case(reading.sentences[row].tokens[r.head]) == "Nom"]
        if subjects or people:
            return (subjects or people)[-1].thing
    return None


def _gender(reading: Reading, ref: Ref) -> str | None:
    """The gender of the name's own words; the role before it (`глава`) has a grammatical one."""
    return reading.sentences[ref.sentence].tokens[ref.start].feats.get("Gender")
