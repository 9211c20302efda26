"""What each line of a news page is for: headline, date line, section, credit, related news, body, speech.

`kg.text.furniture` recognises what a line says of itself; here ordered small rules judge by its place on the
page, and the first opinion counts. A line without an opinion is BODY: text is never lost in doubt.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.model import Span, Zone, ZoneKind
from kg.text import dateline
from kg.text.furniture import breadcrumbs, mark
from kg.text.line import (
    HEADLINE_LIMIT,
    LINES_KEPT,
    SHORT,
    Line,
    fingerprint,
    is_attributed,
    is_bullet,
    is_byline,
    is_long,
    is_prose,
    is_roster,
    is_section,
    is_spoken,
    lines,
    tells,
    words,
)

UPDATED = re.compile(r"(?:обновлено|изменено)\b", re.I)
KEPT = (
    64  # pages whose zones are kept: the reader asks twice, annotation once more, a batch of articles later
)
LONGEST = 50_000  # code points of such a page
READ = frozenset({ZoneKind.BODY, ZoneKind.QUOTE})  # the kinds that facts are read from


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page with what they say of themselves; `title`, `first` and `last` are indices of lines.

    `first` and `last` are the first and last line of body text, `title` is the headline, if there is one;
    `listed` are the lines of lists that a colon opens.
    """

    lines: tuple[Line, ...]
    marks: tuple[ZoneKind | None, ...]
    title: int | None
    first: int
    last: int
    listed: frozenset[int] = frozenset()

    def text(self, at: int) -> str:
        return self.lines[at].text if 0 <= at < len(self.lines) else ""

    def open(self, at: int) -> bool:
        """True if the line exists and no mark has decided on it."""
        return 0 <= at < len(self.lines) and self.marks[at] is None


Place = Callable[[Page, int, Sequence[ZoneKind]], ZoneKind | None]


def marked(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """What the line says of itself."""
    return page.marks[at]


def title(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """The headline and every copy of it."""
    if page.title is None or page.marks[at] is ZoneKind.DATELINE:
        return None
    same = at == page.title or is_copy(page.text(at), page.text(page.title))
    return ZoneKind.HEADLINE if same else None


def above_title(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """Sections stand above the headline; a longer line there is a headline of another article."""
    if page.title is None or not at < page.title:
        return None
    return ZoneKind.SECTION if len(words(page.text(at))) <= 7 else ZoneKind.RELATED


def below_title(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """Between headline and body stand a section, a signature or a second headline."""
    if at >= page.first:
        return None
    line = page.text(at)
    if is_long(line):
        return ZoneKind.BODY
    if is_byline(line):
        return ZoneKind.CREDIT
    return ZoneKind.SECTION if len(words(line)) == 1 else ZoneKind.SUBHEADING


def breadcrumbs_apart(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """A path of sections stands outside the body; inside, such a line may be a row of a table."""
    return None if page.first < at < page.last else breadcrumbs(page.text(at))


def list_item(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """Items after a colon and the entries of a list of people are body text."""
    return ZoneKind.BODY if at in page.listed or is_roster(page.text(at)) else None


def answered(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """Direct speech with its speaker named, even after a colon."""
    line = page.text(at)
    return ZoneKind.QUOTE if is_attributed(line) and is_spoken(line) else None


def speech(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """A paragraph that is mostly direct speech."""
    return ZoneKind.QUOTE if is_spoken(page.text(at)) else None


def other_headline(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """Headlines of other articles follow a read-also line."""
    if at <= page.first or not before or before[-1] is not ZoneKind.RELATED or is_prose(page.text(at)):
        return None
    return ZoneKind.RELATED


def prose(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """Finished or long lines, also with an abbreviation at the end, and items with a bullet."""
    line = page.text(at)
    told = is_prose(line) or is_long(line) or is_bullet(line) or line.endswith(".")
    return ZoneKind.BODY if told else None


def signature(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """A name alone below the body is its author's."""
    return ZoneKind.CREDIT if at > page.last and is_byline(page.text(at)) else None


def below_body(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """Headlines of other articles stand below the body."""
    below = at > page.last and not is_roster(page.text(at + 1))
    return ZoneKind.RELATED if below else None


def subheading(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """A short unfinished line with body text under it."""
    under = page.text(at + 1)
    return ZoneKind.SUBHEADING if page.open(at + 1) and (is_prose(under) or is_roster(under)) else None


PLACES: tuple[Place, ...] = (
    title,
    marked,
    breadcrumbs_apart,
    above_title,
    below_title,
    answered,
    list_item,
    speech,
    other_headline,
    prose,
    signature,
    below_body,
    subheading,
)


def zones(text: str) -> tuple[Zone, ...]:
    """The non-empty lines of `text` in order with their kinds; spans leave out line breaks and outer spaces.

    >>> [zone.kind.value for zone in zones("Спорт\\n5 мая 2020\\nГости уехали на север\\nДелегация уехала.")]
    ['section', 'dateline', 'headline', 'body']
    """
    return _kept(text) if len(text) <= LONGEST else _zones(text)


def _zones(text: str) -> tuple[Zone, ...]:
    page = survey(tuple(lines(text)))
    kinds: list[ZoneKind] = []
    for at in range(len(page.lines)):
        opinions = (rule(page, at, kinds) for rule in PLACES)
        kinds.append(next((kind for kind in opinions if kind is not None), ZoneKind.BODY))
    return tuple(Zone(line.span, kind) for line, kind in zip(page.lines, kinds, strict=True))


_kept = lru_cache(maxsize=KEPT)(_zones)


def survey(page: tuple[Line, ...]) -> Page:
    """Where headline, body and lists of a page are."""
    marks = tuple(mark(line.text) for line in page)
    free = [at for at, kind in enumerate(marks) if kind is None]
    body = [
        at for at in free if is_prose(page[at].text) or (is_long(page[at].text) and is_spoken(page[at].text))
    ]
    first = body[0] if body else len(page)
    heads = [at for at in free if at < first and breadcrumbs(page[at].text) is None]
    if body:
        return Page(page, marks, choose_title(page, heads), first, body[-1], listed(page, marks))
    # Nobody set full stops here: the first line is the headline, the others may be the body.
    chosen = heads[0] if len(heads) > 1 else None
    return Page(page, marks, chosen, 0 if chosen is None else chosen + 1, len(page))


def choose_title(page: Sequence[Line], heads: Sequence[int]) -> int | None:
    """The headline among lines above the body: repeated, telling, too long for a section, or the last."""
    prints = Counter(fingerprint(unglued(line.text)) for line in page)
    spoken = [at for at in heads if not is_section(page[at].text)]
    repeated = [at for at in spoken if prints[fingerprint(unglued(page[at].text))] > 1]
    telling = [at for at in heads if tells(page[at].text)]
    several = [at for at in heads if len(words(page[at].text)) > 1 and not is_byline(page[at].text)]
    return next(iter(repeated or telling or spoken or several[-1:] or heads), None)


def listed(page: Sequence[Line], marks: Sequence[ZoneKind | None]) -> frozenset[int]:
    """Lines below one that ends with a colon, up to the first that ends as a sentence does."""
    found: set[int] = set()
    inside = False
    for at, (line, kind) in enumerate(zip(page, marks, strict=True)):
        if inside and kind is None:
            found.add(at)
        ended = is_prose(line.text) and not line.text.endswith((";", ","))
        inside = kind is None and (line.text.endswith(":") or (inside and not ended))
    return frozenset(found)


def is_copy(line: str, title: str) -> bool:
    """True if both lines say the same apart from dates before them, case, spaces and marks."""
    return len(line) < len(title) + HEADLINE_LIMIT and fingerprint(unglued(line)) == fingerprint(
        unglued(title)
    )


def unglued(line: str) -> str:
    """The line without the date that stands before its words."""
    return line[words_from(line) :]


def words_from(line: str) -> int:
    """The offset where the words begin after an agency's dateline or a date; 0 if nothing would be left."""
    return _begin(line) if len(line) <= SHORT else _words_from(line)


def _words_from(line: str) -> int:
    stated = dateline.agency(line)
    at = stated.rest if stated else dateline.leading(line)
    return at if at < len(line) else 0


_begin = lru_cache(maxsize=LINES_KEPT)(_words_from)


def headline(text: str) -> Span | None:
    """The place of the first headline, without the dateline before it; None if the page has none."""
    first = next((zone.span for zone in zones(text) if zone.kind is ZoneKind.HEADLINE), None)
    if first is None:
        return None
    return Span(first.start + words_from(text[first.start : first.stop]), first.stop)


def published(text: str) -> date | None:
    """The publication date that the page states; None without a year. A date of the body is never taken.

    The header decides: date lines, the date before a glued headline, the dateline of the first sentence.
    Without it counts a date line further down, if no other contradicts it (a chronicle has several).
    """
    found = [(zone.kind, text[zone.span.start : zone.span.stop]) for zone in zones(text)]
    body = next((at for at, (kind, _) in enumerate(found) if kind in READ), len(found))
    header = [(line, day) for kind, line in found[: body + 1] if (day := stated_day(line, kind))]
    if header:
        return min(header, key=lambda stated: UPDATED.match(stated[0]) is not None)[1]
    own = itertools.takewhile(lambda zone: zone[0] is not ZoneKind.RELATED, found[body:])
    below = {day for kind, line in own if kind is ZoneKind.DATELINE and (day := stated_day(line, kind))}
    return below.pop() if len(below) == 1 else None


def stated_day(line: str, kind: ZoneKind) -> date | None:
    """The day in a date line, in the date before a glued headline, or in an agency's dateline."""
    wire = dateline.agency(line)
    if wire is not None:
        return wire.day
    glued = kind is not ZoneKind.BODY and re.match(r"date\s", line, re.I)
    stated = dateline.masthead(line) if kind is ZoneKind.DATELINE or glued else None
    return stated.day if stated else None
