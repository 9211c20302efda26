"""What must hold of an annotated article, whoever wrote it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from kg.corpus.annotated import AnnotatedArticle, Row, RowKind
from kg.corpus.schema import (
    DATE_SLOTS,
    DEALS,
    ENTITY_LETTERS,
    FILLERS,
    KINDS_OF_AGREEMENT,
    LISTS,
    MANNERS,
    REQUIRED,
    ROW_LETTERS,
    STATUSES,
    STYLES,
    TOPICS,
)

LENGTHS = range(500, 3501)  # code points
Problems = Iterator[str]


def check(annotated: AnnotatedArticle) -> list[str]:
    """One line for everything that is wrong with the article; none if it is in order."""
    return [problem for rule in RULES for problem in rule(annotated)]


def check_head(annotated: AnnotatedArticle) -> Problems:
    """Length, manner and styles."""
    length = len(annotated.article.text)
    if length not in LENGTHS:
        yield f"the text has {length} code points, not {LENGTHS.start} to {LENGTHS.stop - 1}"
    if annotated.manner not in MANNERS:
        yield f"manner «{annotated.manner}» is none of {', '.join(sorted(MANNERS))}"
    for style in set(annotated.styles) - STYLES:
        yield f"style «{style}» is none of {', '.join(sorted(STYLES))}"


def check_ids(annotated: AnnotatedArticle) -> Problems:
    """Ids are given once, with the letter of their kind, and each is marked in the text."""
    declared = Counter([e.id for e in annotated.entities] + [r.id for r in annotated.rows])
    yield from (f"{id} is declared {count} times" for id, count in declared.items() if count > 1)
    for entity in annotated.entities:
        if entity.id[0] != ENTITY_LETTERS[entity.kind]:
            yield f"{entity.id}: ids of a {entity.kind.value} begin with {ENTITY_LETTERS[entity.kind]}"
        if not entity.names:
            yield f"{entity.id} has no names"
    for row in annotated.rows:
        if row.id[0] != ROW_LETTERS[row.kind]:
            yield f"{row.id}: ids of a row «{row.kind}» begin with {ROW_LETTERS[row.kind]}"
    marked = {marking.id for marking in annotated.markings}
    yield from (f"{id} is declared and nowhere marked in the text" for id in declared if id not in marked)
    free = {id for id in marked if id[0] in "dg"}
    yield from (f"{id} is marked and not declared" for id in sorted(marked - set(declared) - free))


def check_spans(annotated: AnnotatedArticle) -> Problems:
    """Marked words begin and end with a word or its mark, and the same is not marked twice."""
    text = annotated.article.text
    for marking, count in Counter(annotated.markings).items():
        words = text[marking.span.start : marking.span.stop]
        if count > 1:
            yield f"{marking.id}: «{words}» is marked {count} times at {marking.span.start}"
        if words != words.strip() or (words[-1] in ",;:" or words[0] in ",.;:"):
            yield f"{marking.id}: «{words}» has a blank or a comma at its edge"
        if "\n" in words and marking.id[0] != "q":
            yield f"{marking.id}: «{words}» goes over the end of a line"


def check_slots(annotated: AnnotatedArticle) -> Problems:
    """Slots are those of the row's kind, filled with what may fill them."""
    marked = {marking.id for marking in annotated.markings}
    known = (
        {e.id for e in annotated.entities}
        | {r.id for r in annotated.rows}
        | {i for i in marked if i[0] == "g"}
    )
    for row in annotated.rows:
        allowed = FILLERS[row.kind]
        yield from (
            f"{row.id}: no slot «{slot}» in a {row.kind}" for slot in row.slots.keys() - allowed.keys()
        )
        yield from (f"{row.id}: «{slot}» is missing" for slot in REQUIRED[row.kind] if slot not in row.slots)
        for slot in row.slots.keys() & allowed.keys():
            yield from check_fillers(row, slot, known)
        yield from (
            f"{row.id}: {id} of «{slot}» is nowhere marked"
            for slot, id in row.dates.items()
            if id not in marked
        )


def check_fillers(row: Row, slot: str, known: set[str]) -> Problems:
    """The fillers of one slot."""
    letters = FILLERS[row.kind][slot]
    fillers = row.slots[slot]
    if len(set(fillers)) < len(fillers):
        yield f"{row.id}: «{slot}» names something twice"
    if len(fillers) > 1 and slot not in LISTS:
        yield f"{row.id}: «{slot}» takes one filler, not {', '.join(fillers)}"
    for filler in fillers if letters else ():
        if filler not in known:
            yield f"{row.id}: «{slot}» names {filler}, which is not declared"
        elif filler[0] not in letters:
            yield f"{row.id}: «{slot}» is filled with {filler}; it takes ids in {', '.join(letters)}"


def check_words(annotated: AnnotatedArticle) -> Problems:
    """Statuses, kinds of agreement and of deal, and topics are of the known ones."""
    for row in annotated.rows:
        for slot, known in (
            ("status", STATUSES.get(row.kind, frozenset())),
            ("topics", TOPICS),
            ("deal", DEALS),
            *((("kind", KINDS_OF_AGREEMENT),) if row.kind is RowKind.AGREEMENT else ()),
        ):
            for word in set(row.slots.get(slot, ())) - known:
                yield f"{row.id}: {slot} «{word}» is none of {', '.join(sorted(known))}"


def check_roster(annotated: AnnotatedArticle) -> Problems:
    """A head is no further member, a destination no further stop; somebody travels."""
    for row in annotated.rows_of(RowKind.VISIT):
        for one, other in (
            ("head", "members"),
            ("destinations", "stops"),
            ("members", "hosts"),
            ("head", "hosts"),
        ):
            for id in set(row.slots.get(one, ())) & set(row.slots.get(other, ())):
                yield f"{row.id}: {id} is in «{one}» and in «{other}»"
        if not {"senders", "head", "members"} & row.slots.keys():
            yield f"{row.id}: nobody travels: no senders, head or members"


def check_dates(annotated: AnnotatedArticle) -> Problems:
    """Dates are ISO dates in order, and fit the status against the day of publication."""
    for row in annotated.rows:
        try:
            days = {slot: date.fromisoformat(row.slots[slot][0]) for slot in DATE_SLOTS & row.slots.keys()}
        except ValueError as error:
            said = ", ".join(f"{slot}={row.slots[slot][0]}" for slot in sorted(DATE_SLOTS & row.slots.keys()))
            yield f"{row.id}: no date (YYYY-MM-DD) in {said}: {error}"
            continue
        if "start" in days and "end" in days and days["start"] > days["end"]:
            yield f"{row.id}: ends before it starts"
        yield from (f"{row.id}: {problem}" for problem in against(row, days, annotated.published))


def against(row: Row, days: dict[str, date], published: date) -> Problems:
    """What a status says of dates: the past lies behind, plans ahead, what goes on has not ended."""
    status = row.slots.get("status", ("",))[0]
    first, last = days.get("start", days.get("date")), days.get("end", days.get("date"))
    if status in {"happened", "signed"} and (last or first or published) > published:
        yield f"is {status}, but after the day of publication"
    if status == "planned" and (last or first or published) < published:
        yield "is planned, but before the day of publication"
    if status == "ongoing" and ((first or published) > published or (last or published) < published):
        yield "is ongoing, but not on the day of publication"


def check_partners(annotated: AnnotatedArticle) -> Problems:
    """Partners are two places, each pair once."""
    places = {entity.id for entity in annotated.entities if entity.id[0] in "rct"}
    for pair, count in Counter(frozenset(pair) for pair in annotated.partners).items():
        if len(pair) < 2 or not pair <= places:
            yield f"partners: {' '.join(sorted(pair))} are not two declared places"
        if count > 1:
            yield f"partners: {' '.join(sorted(pair))} stand there {count} times"


def check_names(annotated: AnnotatedArticle) -> Problems:
    """What is marked as a name shares the beginning of a word with one of the entity's names."""
    entities = {entity.id: entity for entity in annotated.entities}
    for marking in annotated.markings:
        entity = entities.get(marking.id)
        words = annotated.article.text[marking.span.start : marking.span.stop]
        if entity and marking.named and not beginnings(words) & beginnings(" ".join(entity.names)):
            yield f"{entity.id}: «{words}» is like none of its names: add the name, or mark it {entity.id}~"


def beginnings(text: str) -> set[str]:
    """The first two letters of each word: what its cases share at least (Елец, Ельца)."""
    return {word[:2] for word in re.findall(r"\w+", text.casefold().replace("ё", "е"))}


RULES: tuple[Callable[[AnnotatedArticle], Problems], ...] = (
    check_head,
    check_ids,
    check_spans,
    check_slots,
    check_words,
    check_roster,
    check_dates,
    check_partners,
    check_names,
)
