"""Reports into articles: what is told in which order, and copies of what others told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from benchmarks.corpus.events import Report
from benchmarks.corpus.styles import COPIERS, Outlet
from benchmarks.corpus.telling import Mark, Paragraph, Telling
from benchmarks.corpus.wordings import wordings

COPIED = 0.15  # share of reports that others copy
EDITS = (
    ("подписали", "заключили"),
    ("побывала", "поработала"),
    ("посетит", "посетит с визитом"),
    ("переговоры", "беседу"),
)


@dataclass(frozen=True, slots=True)
class Article:
    """A made-up article with what it names and tells; `status` is the visit's as told."""

    id: str
    outlet: Outlet
    published: date
    title: str
    paragraphs: tuple[Paragraph, ...]
    report: Report
    reprint_of: str | None = None

    @property
    def text(self) -> str:
        """The whole text in the outlet's spelling."""
        text = "\n\n".join(paragraph.text for paragraph in self.paragraphs)
        text = text if self.outlet.yo else text.replace("ё", "е").replace("Ё", "Е")
        return text.replace(" – ", f" {self.outlet.dash} ")

    @property
    def marks(self) -> Iterator[Mark]:
        """What the paragraphs name and tell."""
        return (mark for paragraph in self.paragraphs for mark in paragraph.marks)


def article(id: str, report: Report, outlet: Outlet, chance: Random) -> Article:
    """The report as an outlet tells it."""
    telling = Telling(report, outlet, chance)
    title = telling.say(report.sort, "title")
    paragraphs = tuple(told(telling))
    return Article(id, outlet, report.day, title, opened(paragraphs, report, outlet), report)


def told(telling: Telling) -> Iterator[Paragraph]:
    """The paragraphs, the most important first; a look back begins with something else."""
    sort = telling.report.sort
    visit = Mark("visits", telling.report.visit.id, telling.report.status)
    if sort == "recalled":
        yield telling.paragraph([telling.say("filler"), telling.say("filler")])
    lead = [telling.say(sort, "lead")]
    if not telling.knows("head") and sort in wordings("head") and telling.chance.random() < 0.8:
        lead.append(telling.say("head", sort))
    yield telling.paragraph(lead, visit)
    yield from body(telling, tense(sort))


def tense(sort: str) -> str:
    """How what goes with the visit is told."""
    return {"moved": "planned", "recalled": "happened"}.get(sort, sort)


def body(telling: Telling, tense: str) -> Iterator[Paragraph]:
    """Who goes along, whom they meet, what they sign, what somebody says."""
    chance = telling.chance
    if tense != "cancelled":
        yield from members(telling, tense)
        yield from meeting(telling, tense)
        yield from deal(telling, tense)
    if chance.random() < 0.5 and telling.knows("head"):
        yield telling.paragraph([telling.say("quote")])
    if chance.random() < 0.6:
        yield telling.paragraph([telling.say("filler")])


def members(telling: Telling, tense: str) -> Iterator[Paragraph]:
    """Those who go along, in most articles."""
    if telling.has("member") and telling.chance.random() < 0.7:
        sort = "pair" if telling.has("other") else "members"
        yield telling.paragraph([telling.say(sort, tense)])


def meeting(telling: Telling, tense: str) -> Iterator[Paragraph]:
    """Head and host: seldom told beforehand."""
    if telling.chance.random() < (0.4 if tense == "planned" else 0.75):
        sort = "planned" if tense == "planned" else "happened"
        yield telling.paragraph(
            [telling.say("meeting", sort)], Mark("meetings", telling.report.visit.meeting, "")
        )


def deal(telling: Telling, tense: str) -> Iterator[Paragraph]:
    """The document, if there is one and its day has come or is awaited."""
    found = telling.report.visit.deal
    if found and telling.chance.random() < (0.4 if tense == "planned" else 0.8):
        sort = "signed" if found.day <= telling.report.day else "planned"
        yield telling.paragraph([telling.say("deal", sort)], Mark("agreements", found.id, ""))


def opened(paragraphs: tuple[Paragraph, ...], report: Report, outlet: Outlet) -> tuple[Paragraph, ...]:
    """With the agency's dateline, where the house has it."""
    if not outlet.dateline:
        return paragraphs
    place = report.visit.city if report.sort == "ongoing" else report.visit.sender
    if place is not report.visit.city:
        return paragraphs
    first = replace(paragraphs[0], text=f"{place.name.upper()}. {paragraphs[0].text}")
    return (first, *paragraphs[1:])


def copy(id: str, original: Article, chance: Random) -> Article:
    """The same on the same day under another headline: with a lead-in, cut short, or with a word changed."""
    outlet = chance.choice(COPIERS)
    paragraphs = list(original.paragraphs)
    if len(paragraphs) > 2 and chance.random() < 0.5:
        paragraphs.pop()
    edit = chance.choice((led_in, attributed, edited))
    paragraphs[0] = replace(paragraphs[0], text=edit(paragraphs[0].text, original.outlet.name, chance))
    title = chance.choice(wordings("reprint")["title"]).format(title=original.title)
    return Article(id, outlet, original.published, title, tuple(paragraphs), original.report, original.id)


def led_in(text: str, source: str, chance: Random) -> str:
    """«Как сообщает …, » before the text."""
    lead = chance.choice(wordings("reprint")["lead"])
    return lead.format(source=quoted(source)) + text[:1].lower() + text[1:]


def attributed(text: str, source: str, chance: Random) -> str:
    """«…, передаёт …» after the first sentence."""
    first, dot, rest = text.partition(". ")
    tail = chance.choice(wordings("reprint")["tail"]).format(source=quoted(source))
    return f"{first.rstrip('.')}{tail}.{' ' + rest if dot else ''}"


def edited(text: str, source: str, chance: Random) -> str:
    """A word changed by the editor."""
    for mine, other in EDITS:
        text = text.replace(mine, other)
    return text


def quoted(source: str) -> str:
    """An outlet's name as a text has it."""
    return source if source.startswith("Агентство") else f"«{source}»"
