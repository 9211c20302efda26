"""Posts: a role phrase, the body it belongs to, and who holds it."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.attachment import Place, behind_name
from kg.extract.holding import Holding
from kg.extract.implied import share_bodies, with_body
from kg.extract.lexicon import OF_PEOPLE
from kg.extract.reading import Form, Reading, Ref, case, fold, is_nominal, is_plural
from kg.extract.roles import BODIES, DASHES, Phrase, is_post, read_role, role_phrases
from kg.extract.syntax import is_verb
from kg.model import Kind, Token


def find_posts(reading: Reading) -> list[Holding]:
    """All posts that the text gives to a named person, in text order, each once."""
    found: list[Holding] = []
    for phrase in role_phrases(reading):
        for holding in _holdings(reading, phrase):
            found.append(with_body(reading, phrase, holding, found))
    _anchor(reading, found)
    return _merge(share_bodies(found))


def _anchor(reading: Reading, found: list[Holding]) -> None:
    """Let a name hang where the role before it hangs: `с | министром … Сидоровым`."""
    for holding in found:
        row = [_anchored(ref, holding) for ref in reading.refs[holding.sentence]]
        reading.put(holding.sentence, row)


def _anchored(ref: Ref, holding: Holding) -> Ref:
    if ref.thing == holding.person and holding.head < ref.start < holding.stop and ref.lead is None:
        return replace(ref, head=holding.head, lead=holding.start)
    return ref


def _holdings(reading: Reading, phrase: Phrase) -> list[Holding]:
    if _is_aspired(reading, phrase):
        return []
    if phrase.plural:
        return _many(reading, phrase)
    person = _after(reading, phrase) or _before(reading, phrase) or _elsewhere(reading, phrase)
    if person is None:
        return []
    body = phrase.bodies[0] if phrase.bodies else None
    return [
        _holding(
            phrase, person, body, max(phrase.stop, person.stop if person.sentence == phrase.sentence else 0)
        )
    ]


def _is_aspired(reading: Reading, phrase: Phrase) -> bool:
    """`кандидат в | президенты`, `пойти в | депутаты`: a post that nobody holds yet."""
    tokens = reading.sentences[phrase.sentence].tokens
    return phrase.plural and phrase.start > 0 and tokens[phrase.start - 1].text.lower() in {"в", "во"}


def _holding(phrase: Phrase, person: Ref, body: str | None, stop: int) -> Holding:
    confidence = 0.9 if body else 0.75
    start = min(phrase.start, person.start)
    return Holding(
        person.thing, phrase.role, body, phrase.former, phrase.sentence, start, stop, confidence, phrase.head
    )


def _after(reading: Reading, phrase: Phrase) -> Ref | None:
    tokens = reading.sentences[phrase.sentence].tokens
    i = phrase.stop
    if i < len(tokens) and tokens[i].text == "по":
        i = _past_field(reading, phrase.sentence, i)
    for gap in (0, 1):
        if gap and not (i < len(tokens) and tokens[i].text in {"–", "—", "-", ":", ","}):
            break
        ref = reading.at(phrase.sentence, i + gap, Kind.PERSON) if i + gap < len(tokens) else None
        if ref is not None and (
            _fits(tokens, phrase, ref) if gap == 0 else _agrees(tokens, phrase.head, ref.head)
        ):
            return ref if gap == 0 or not _is_list_comma(reading, phrase, ref) else None
    return _past_double(reading, phrase, i)


def _fits(tokens: tuple[Token, ...], phrase: Phrase, ref: Ref) -> bool:
    """The name right behind is the holder's, unless it is in the genitive: `представитель | Иванова`."""
    name = tokens[ref.head]
    if (
        name.rel == "appos"
        and name.head < phrase.start
        and {case(name), case(tokens[phrase.head])} == {"Nom", "Gen"}
    ):
        return False  # `адвокат | министра | Иванов`: the name is the advocate's
    whose = case(name) == "Gen" and not name.text.endswith(("ой", "ей"))  # the same in the instrumental
    return (
        not whose
        or tokens[phrase.head].lemma not in OF_PEOPLE
        or case(tokens[phrase.head]) in {"Gen", "Acc", None}
    )


def _is_list_comma(reading: Reading, phrase: Phrase, ref: Ref) -> bool:
    """A comma before the next item of a list does not join a post with the next person."""
    return _before(reading, phrase) is not None


def _past_double(reading: Reading, phrase: Phrase, i: int) -> Ref | None:
    """`заместитель премьера – министр промышленности Иванов`: the first post belongs to the same person."""
    tokens = reading.sentences[phrase.sentence].tokens
    joined = i + 1 < len(tokens) and (tokens[i].text in DASHES or tokens[i].text in {"и", ",", "-"})
    if not joined:
        return _past_title(reading, phrase, i)
    head = next((j for j in range(i + 1, min(i + 4, len(tokens))) if is_post(tokens, j)), None)
    if head is None or case(tokens[head]) != case(tokens[phrase.head]) or is_plural(tokens[head]):
        return None
    if tokens[i].text not in DASHES and not (
        tokens[i].text == "и" and case(tokens[head]) == case(tokens[phrase.head])
    ):
        return None
    return _after(reading, read_role(reading, phrase.sentence, head))


def _past_title(reading: Reading, phrase: Phrase, i: int) -> Ref | None:
    """`наблюдатель от партии депутат Иванов`: two titles side by side, in one case."""
    tokens = reading.sentences[phrase.sentence].tokens
    while i < len(tokens) and tokens[i].pos == "ADJ":
        i += 1
    beside = i < len(tokens) and is_post(tokens, i) and not is_plural(tokens[i])
    if not beside or not phrase.bodies or case(tokens[i]) != case(tokens[phrase.head]):
        return None
    return _after(reading, read_role(reading, phrase.sentence, i))


def _past_field(reading: Reading, index: int, i: int) -> int:
    """Past `по экономике и финансам` between a post and its holder."""
    tokens = reading.sentences[index].tokens
    j = i + 1
    while j < len(tokens) and reading.at(index, j, Kind.PERSON) is None:
        if not (is_nominal(tokens[j]) or tokens[j].text in {",", "и"}) or case(tokens[j]) == "Nom":
            return i
        j += 1
    return j


def _before(reading: Reading, phrase: Phrase) -> Ref | None:
    tokens = reading.sentences[phrase.sentence].tokens
    i = phrase.start - 1
    while i > 0 and tokens[i].lemma in {"бывший", "ныне", "теперь", "тогда", "тогдашний", "являющийся"}:
        i -= 1
    if i < 1 or tokens[i].text not in {",", "(", *DASHES}:
        return None
    ref = next((r for r in reading.outer(phrase.sentence, Kind.PERSON) if r.stop == i), None)
    ref = ref or _before_titles(reading, phrase)
    if ref is None or not _agrees(tokens, phrase.head, ref.head):
        return None
    following = tokens[phrase.stop].text if phrase.stop < len(tokens) else "."
    closed = following in {",", ".", ")", ";", "!", "?", ":", "и"} or tokens[i].text in DASHES
    return ref if closed else None


def _before_titles(reading: Reading, phrase: Phrase) -> Ref | None:
    """`Иванов, известный правозащитник, | член палаты`: other titles stand between."""
    place = Place(phrase.sentence, phrase.start, phrase.head, phrase.stop)
    people = [r for r in reading.outer(phrase.sentence, Kind.PERSON) if r.stop < phrase.start]
    return people[-1] if people and phrase.bodies and behind_name(reading, place, people[-1]) else None


def _agrees(tokens: tuple[Token, ...], a: int, b: int) -> bool:
    return case(tokens[a]) == case(tokens[b]) or None in {case(tokens[a]), case(tokens[b])}


def _elsewhere(reading: Reading, phrase: Phrase) -> Ref | None:
    """`пост министра занимает Иванов`, `министром назначен Иванов`, `Иванов возглавляет министерство`."""
    tokens = reading.sentences[phrase.sentence].tokens
    near = tokens[phrase.stop : phrase.stop + 3]
    verbs = {
        "занимать",
        "занять",
        "назначить",
        "стать",
        "избрать",
        "являться",
        "работать",
        "назначен",
        "избран",
    }
    if case(tokens[phrase.head]) != "Ins" and not any(
        t.lemma in {"пост", "должность"} for t in tokens[max(0, phrase.start - 1) : phrase.start]
    ):
        return None
    if not any(t.lemma in verbs for t in near):
        return None
    people = [r for r in reading.outer(phrase.sentence, Kind.PERSON) if r.start >= phrase.stop]
    return people[0] if people and people[0].start - phrase.stop <= 4 else None


def _many(reading: Reading, phrase: Phrase) -> list[Holding]:
    """A plural gives its role to each person that follows: bodies and persons pair off in their order."""
    items = _items(reading, phrase)
    people = [r for r in items if r.kind is Kind.PERSON]
    tokens = reading.sentences[phrase.sentence].tokens
    if people and not _is_list(tokens, phrase, people[0]):
        return []
    bodies = [*phrase.bodies, *(r.thing for r in items if r.kind is not Kind.PERSON)]
    if not people:
        return []
    owners = _pair(phrase, items, people, bodies)
    stop = people[-1].stop
    return [_holding(phrase, person, body, stop) for person, body in zip(people, owners, strict=True)]


def _is_list(tokens: tuple[Token, ...], phrase: Phrase, first: Ref) -> bool:
    """The people follow as a list: no verb stands before the first, who is in the case of the role."""
    acts = any(is_verb(t) for t in tokens[phrase.stop : first.start])
    return not acts and _agrees(tokens, phrase.head, first.head)


def _items(reading: Reading, phrase: Phrase) -> list[Ref]:
    tokens = reading.sentences[phrase.sentence].tokens
    limit = next(
        (
            j
            for j in range(phrase.stop, len(tokens))
            if is_post(tokens, j) or tokens[j].text in {".", ";", "–"}
        ),
        len(tokens),
    )
    refs = [r for r in reading.outer(phrase.sentence, Kind.PERSON, *BODIES) if phrase.stop <= r.start < limit]
    last = max((r.start for r in refs if r.kind is Kind.PERSON), default=-1)
    return [r for r in refs if r.start <= last and (r.kind is Kind.PERSON or _is_item(tokens, r))]


def _is_item(tokens: tuple[Token, ...], ref: Ref) -> bool:
    return ref.form is Form.NAME and ref.start > 0 and tokens[ref.start - 1].text in {"и", ","}


def _pair(phrase: Phrase, items: list[Ref], people: list[Ref], bodies: list[str]) -> list[str | None]:
    if not bodies:
        return [None] * len(people)
    first_person = items.index(people[0])
    grouped = len([r for r in items[:first_person] if r.kind is not Kind.PERSON]) + len(phrase.bodies)
    if grouped == len(people) > 1:
        return list(bodies)
    owners: list[str | None] = []
    current = phrase.bodies[0] if phrase.bodies else None
    for ref in items:
        if ref.kind is Kind.PERSON:
            owners.append(current)
        else:
            current = ref.thing
    return owners


def _merge(found: list[Holding]) -> list[Holding]:
    kept: dict[tuple[str, str, bool], Holding] = {}
    for holding in found:
        key = (holding.person, fold(holding.role), holding.former)
        if key not in kept or (kept[key].confidence < holding.confidence):
            kept[key] = holding
    return sorted(kept.values(), key=lambda h: (h.sentence, h.start))
