"""Russian words of the map."""

from __future__ import annotations

import pytest

from kg.export.map import words
from kg.export.map.network import SHAPES
from kg.model import Kind, Predicate, Status


@pytest.mark.parametrize(
    ("start", "stop", "text"),
    [
        ("2024-09-16", "2024-09-20", "16–20 сентября 2024"),
        ("2024-09-28", "2024-10-02", "28 сентября – 2 октября 2024"),
        ("2024-12-30", "2025-01-02", "30 декабря 2024 – 2 января 2025"),
        ("2024-09-16", "2024-09-16", "16 сентября 2024"),
        ("2024-09-16", None, "с 16 сентября 2024"),
        (None, "2024-09-16", "до 16 сентября 2024"),
        (None, None, ""),
        ("2024", None, "с 2024"),
    ],
)
def test_intervals(start: str | None, stop: str | None, text: str) -> None:
    assert words.interval(start, stop) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1 визит"), (3, "3 визита"), (11, "11 визитов"), (21, "21 визит"), (0, "0 визитов")],
)
def test_counts(number: int, text: str) -> None:
    assert words.count(number, words.KINDS[Kind.VISIT]) == text


@pytest.mark.parametrize(
    ("kind", "status", "text"),
    [
        (Kind.VISIT, "planned", "запланирован"),
        (Kind.MEETING, "cancelled", "отменена"),
        (Kind.AGREEMENT, "signed", "подписано"),
        (Kind.VISIT, "перенесён", "перенесён"),
    ],
)
def test_states_agree_in_gender(kind: Kind, status: str, text: str) -> None:
    assert words.status_word(kind, status) == text


def test_every_kind_relation_and_state_has_words() -> None:
    assert set(words.KINDS) == set(words.PLURALS) == set(SHAPES) == set(Kind) - {Kind.POST, Kind.QUOTATION}
    assert set(words.STATUSES) == set(words.FILTERED) == set(Status)
    assert set(Predicate) - set(words.RELATIONS) - set(words.VALUES) == {
        Predicate.ROLE,
        Predicate.POST_IN,
        Predicate.SPEAKER,
        Predicate.SPEECH,
    }


def test_kinds_differ_in_shape_and_in_colour() -> None:
    shapes, colours = zip(*SHAPES.values(), strict=True)
    assert len(set(shapes)) == len(set(colours)) == len(SHAPES)


@pytest.mark.parametrize("colour", [colour for _, colour in SHAPES.values()])
def test_colours_stand_out_from_white(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
