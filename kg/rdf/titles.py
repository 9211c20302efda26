"""Labels in Russian of things without a name: posts, delegations, visits, meetings, agreements, quotations.

Names stay nominative and stand behind dashes and colons, so nothing has to be declined.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from kg.model import Kind, Manner, Predicate
from kg.rdf.settle import Settled

NameOf = Callable[[str], str | None]
SHOWN = 3
QUOTED = 80  # code points of a quotation's words in its title
EN_DASH, EM_DASH = "–", "—"


def title(id: str, kind: Kind, facts: Settled, name_of: NameOf) -> str | None:
    """A line for readers («визит: Тверская область — Вьетнам, 13–16 мая»); None for kinds that have names."""
    write = TITLES.get(kind)
    return write(id, facts, name_of) if write else None


def post_title(post: str, facts: Settled, name_of: NameOf) -> str:
    """«губернатор — Тверская область»."""
    role = ", ".join(facts.of(post, Predicate.ROLE)) or "пост"
    return joined(" — ", role, listed(facts.of(post, Predicate.POST_IN), name_of))


def delegation_title(delegation: str, facts: Settled, name_of: NameOf) -> str:
    """«делегация: Тверская область»: whom it represents, else who is in it."""
    return joined(": ", "делегация", senders(delegation, facts, name_of))


def visit_title(visit: str, facts: Settled, name_of: NameOf) -> str:
    """«визит: Тверская область — Вьетнам, 13–16 мая 2024 г.»."""
    delegations = facts.to(visit, Predicate.MAKES)
    # by name: ids of delegations hang on which article was read first
    who = "; ".join(sorted(filter(None, (senders(each, facts, name_of) for each in delegations))))
    where = listed(facts.of(visit, Predicate.DESTINATION) or facts.of(visit, Predicate.STOP), name_of)
    route = joined(": ", "визит", joined(" — ", who, where))
    return joined(", ", route, period(facts, visit, Predicate.START_DATE, Predicate.END_DATE))


def meeting_title(meeting: str, facts: Settled, name_of: NameOf) -> str:
    """«встреча: Анна Котова, Нгуен Ван Хоа, 14 мая 2024 г.»."""
    who = listed(facts.of(meeting, Predicate.PARTICIPANT), name_of)
    return joined(", ", joined(": ", "встреча", who), period(facts, meeting, Predicate.DATE, Predicate.DATE))


def agreement_title(agreement: str, facts: Settled, name_of: NameOf) -> str:
    """«соглашение: Тверская область, Хайфон, 14 мая 2024 г.»."""
    kind = ", ".join(facts.of(agreement, Predicate.KIND)) or "соглашение"
    parties = listed(facts.of(agreement, Predicate.PARTY), name_of)
    return joined(", ", joined(": ", kind, parties), period(facts, agreement, Predicate.DATE, Predicate.DATE))


def quotation_title(quotation: str, facts: Settled, name_of: NameOf) -> str:
    """«Анна Котова: «Первая партия готова»»: the speaker, and how the words begin."""
    words = " ".join(facts.of(quotation, Predicate.WORDS))
    short = words if len(words) <= QUOTED else words[:QUOTED].rsplit(" ", 1)[0] + "…"
    marked = f"«{short}»" if Manner.DIRECT in facts.of(quotation, Predicate.SPEECH) else short
    return joined(": ", listed(facts.of(quotation, Predicate.SPEAKER), name_of), marked)


TITLES: Mapping[Kind, Callable[[str, Settled, NameOf], str]] = {
    Kind.POST: post_title,
    Kind.DELEGATION: delegation_title,
    Kind.VISIT: visit_title,
    Kind.MEETING: meeting_title,
    Kind.AGREEMENT: agreement_title,
    Kind.QUOTATION: quotation_title,
}


def senders(delegation: str, facts: Settled, name_of: NameOf) -> str:
    """Whom a delegation represents, else its head, else its members."""
    who = (
        facts.of(delegation, Predicate.SENT_BY)
        or facts.of(delegation, Predicate.LED_BY)
        or facts.to(delegation, Predicate.MEMBER_OF)
    )
    return listed(who, name_of)


def listed(ids: Iterable[str], name_of: NameOf) -> str:
    """The names in alphabetical order, «и ещё 2» for those beyond the first three."""
    names = sorted(filter(None, map(name_of, ids)))
    more = f" и ещё {len(names) - SHOWN}" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def joined(mark: str, *parts: str) -> str:
    """The parts that are not empty, with the mark between them."""
    return mark.join(filter(None, parts))


def period(facts: Settled, id: str, first: Predicate, last: Predicate) -> str:
    """The days of an event in words, "" if none is known."""
    return days(next(iter(facts.of(id, first)), ""), next(iter(facts.of(id, last)), ""))


@functools.lru_cache(maxsize=65536)
def days(start: str, end: str) -> str:
    """«13–16 мая 2024 г.», «с 13 мая 2024 г.», «по 16 мая 2024 г.», «13 мая 2024 г.» from ISO dates or ""."""
    if start and end:
        return interval(date.fromisoformat(start), date.fromisoformat(end))
    only = date.fromisoformat(start or end) if start or end else None
    return f"{'с' if start else 'по'} {interval(only, only)}" if only else ""


def interval(start: date, end: date) -> str:
    """The days in words with plain spaces; between them an en dash, which CLDR's versions differ in."""
    from babel.dates import format_date, format_interval  # 60 ms, and only titles with dates need it

    same = start == end
    text = format_date(start, "long", "ru") if same else format_interval(start, end, "yMMMd", locale="ru")
    return " ".join(text.replace(EM_DASH, EN_DASH).split())
