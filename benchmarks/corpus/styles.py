"""Outlets of our own making and their house styles."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.corpus.people import Way


@dataclass(frozen=True, slots=True)
class Outlet:
    """A house style: `register` chooses wordings, `first` and `later` how people are named.

    `relative` is how likely a day is counted from publication, `slips` how likely a name or a date is wrong.
    """

    name: str
    register: str
    first: tuple[Way, ...]
    later: tuple[Way, ...]
    relative: float
    yo: bool = True
    year: bool = False
    dash: str = "–"
    slips: float = 0.04
    transcribes: bool = False  # writes foreign names the other way
    dateline: bool = False
    reprints: bool = False


F, G, N, L, S, P = Way.FULL, Way.GIVEN, Way.INITIALS, Way.INITIAL, Way.SURNAME, Way.FATHER
OUTLETS = (
    Outlet("Портал органов власти", "official", (F, F, N), (N, L, F), 0.1, year=True, slips=0.01),
    Outlet("Вестник внешних связей", "official", (F, G), (N, S), 0.2, year=True, yo=False, slips=0.02),
    Outlet("Агентство «Меридиан-Т»", "agency", (G,), (S, L), 0.5, yo=False, dateline=True),
    Outlet("Агентство «Северный телеграф»", "agency", (G, L), (S,), 0.6, dateline=True, dash="-"),
    Outlet("Губернские хроники", "paper", (G, G, F), (S, P), 0.7),
    Outlet("Вечерняя слобода", "paper", (G, S), (S, P), 0.8, yo=False, slips=0.08),
    Outlet("Деловой причал", "paper", (G, L), (S,), 0.4, transcribes=True),
    Outlet("Экспорт-обзор", "agency", (L, G), (L, S), 0.2, transcribes=True, yo=False),
    Outlet("Голос диаспоры", "paper", (G,), (L, S), 0.6, transcribes=True, slips=0.06),
    Outlet("Лента-Транзит", "agency", (G,), (S,), 0.5, reprints=True, yo=False),
    Outlet("Новости рядом", "paper", (G,), (S,), 0.5, reprints=True, slips=0.06),
)
WRITERS = tuple(outlet for outlet in OUTLETS if not outlet.reprints)
COPIERS = tuple(outlet for outlet in OUTLETS if outlet.reprints)
