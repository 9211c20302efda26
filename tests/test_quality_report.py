"""`make quality`: floors, kinds of error, the baseline, what is skipped."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from kg.evaluate import as_json, score
from kg.evaluate.facts import GoldEntity, Labels, Slots
from scripts.quality import __main__ as quality
from scripts.quality import baseline, mistakes, reliability
from scripts.quality.floors import compare, read_floors
from scripts.quality.sets import Gold, flat
from tests.evaluate.test_reliability import judged
from tests.evaluate.test_score import GOLD
from tests.factory import Tale

FLOORS = {"sample": {"all.f1": 0.8}, "confidence": {"posts.ece": 0.1}}


@pytest.mark.parametrize(
    ("figure", "error", "kept"), [(0.8, 0.1, True), (0.79, 0.1, False), (0.8, 0.11, False)]
)
def test_figures_keep_their_floors(figure: float, error: float, kept: bool) -> None:
    lines, fine = compare({"sample": {"all.f1": figure}, "confidence": {"posts.ece": error}}, FLOORS)
    assert fine is kept
    assert sum(line.startswith("LOW") for line in lines) == (not kept)


def test_a_set_that_is_not_there_is_named_and_breaks_nothing() -> None:
    lines, kept = compare({"sample": {"all.f1": 0.9}}, FLOORS)
    assert kept and lines[1] == "confidence: SKIPPED, not measured"


def test_a_figure_that_has_gone_breaks() -> None:
    lines, kept = compare({"sample": {}, "confidence": {"posts.ece": 0.0}}, FLOORS)
    assert not kept and "missing" in lines[0]


@pytest.mark.parametrize(("figure", "code"), [(0.9, 0), (0.7, 1)])
def test_the_exit_code_tells(
    figure: float, code: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    step = quality.Step("sample", "Sample", lambda: {"all.f1": figure})
    monkeypatch.setattr(quality, "steps", lambda shared, folder: [step])
    monkeypatch.setattr(quality, "read_floors", lambda: FLOORS)
    assert quality.main(tmp_path) == code


def test_a_missing_set_is_skipped_visibly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    step = quality.Step("far", "Far away", dict, [tmp_path / "gone"])
    assert quality.measure([step]) == ({}, True)
    assert f"== Far away: SKIPPED, no {tmp_path / 'gone'}" in capsys.readouterr().out


def test_without_the_shared_sets_the_others_are_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    far = [step for step in quality.steps(tmp_path, tmp_path) if quality.missing(step.needs)]
    assert quality.measure(far) == ({}, True)
    assert [step.name for step in far] == [
        "development",
        "factrueval",
        "nerel",
        "identity",
        "made-up",
        "errors-development",
        "baseline-development",
    ]
    assert capsys.readouterr().out.count("SKIPPED, no ") == len(far)


def test_a_step_that_fails_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> dict[str, float]:
        raise CalledProcessError(2, ["kg", "extract"])

    assert quality.measure([quality.Step("one", "One", fail)]) == ({}, False)
    assert "failed with exit code 2: kg extract" in capsys.readouterr().out


def test_every_floor_belongs_to_a_step(tmp_path: Path) -> None:
    names = {step.name for step in quality.steps(tmp_path, tmp_path)}
    assert set(read_floors()) <= names


def test_reports_are_flattened() -> None:
    report = {"visits": {"f1": 0.5, "tp": 1}, "status right": {"share": 0.9, "of": 3}}
    assert dict(flat(report)) == {
        "visits.f1": 0.5,
        "visits.tp": 1,
        "status right": 0.9,
        "status right.of": 3,
    }


MAYOR, GUEST = GoldEntity(("Лада Шубина",), False), GoldEntity(("Пров Седых",), False)
CHINA, PERU = GoldEntity(("Китай",), False), GoldEntity(("Перу",), False)


def found(name: str) -> Labels:
    return Labels(frozenset({name}))


VISIT: Slots = (("destinations", CHINA), ("members", MAYOR), ("status", "planned"))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], ["whole visit missed"] * 3),
        (
            [(("destinations", found("Китай")), ("members", found("Лада Шубина")), ("status", "happened"))],
            ["wrong status: visits.status"] * 2,
        ),
        (
            [(("destinations", found("Китай")), ("members", found("Ладой Шубиной")), ("status", "planned"))],
            ["wrong form of a name: visits.members"] * 2,
        ),
        (
            [(("destinations", found("Китай")), ("hosts", found("Лада Шубина")), ("status", "planned"))],
            ["wrong slot: visits.hosts for members"] * 2,
        ),
        (
            [(("destinations", found("Китай")), ("stops", found("Перу")), ("status", "planned"))],
            ["missed: visits.members", "invented: visits.stops"],
        ),
        (
            [
                (("destinations", found("Китай")), ("members", found("Лада Шубина")), ("status", "planned")),
                (("destinations", found("Китай")),),
                (("destinations", found("Чад")),),
            ],
            ["visit told twice", "whole visit invented"],
        ),
    ],
)
def test_kinds_of_error(told: list[Slots], expected: list[str]) -> None:
    assert list(mistakes.kinds("visits", [VISIT], told)) == expected


def test_two_visits_told_as_one() -> None:
    other: Slots = (("destinations", PERU), ("members", GUEST))
    told: Slots = (
        ("destinations", found("Китай")),
        ("destinations", found("Перу")),
        ("members", found("Лада Шубина")),
        ("status", "planned"),
    )
    assert list(mistakes.kinds("visits", [VISIT, other], [told])) == [
        "invented: visits.destinations",
        "visit told together with another one",
        "visit told together with another one",
    ]


def test_kinds_of_error_add_up_to_the_errors_of_the_metric(tmp_path: Path) -> None:
    tale = Tale("one", published="2024-05-14")
    region = tale.place("Тверская область")
    tale.visit([tale.place("Китай")], senders=[region], members=[tale.person("Ян Гречко", "мэр", region)])
    tale.visit([tale.place("Лаос")], stops=[tale.place("Вьентьян")], status="planned")
    judged(tale, tmp_path)
    report = score(tmp_path / "gold", tmp_path / "graphs")
    counts = mistakes.count(tmp_path / "gold", tmp_path / "graphs")
    assert counts.total() == report.figures["all"].fp + report.figures["all"].fn > 0
    assert len(mistakes.top(tmp_path / "gold", tmp_path / "graphs")) <= mistakes.TOP + 1


def test_the_reliability_table_has_every_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tale = Tale("one")
    tale.person("Анна Котова", "вице-губернатор", tale.place("Тверская область"))
    figures = reliability.report(judged(tale, tmp_path))
    assert figures["posts.ece"] == figures["all.ece"] == pytest.approx(0.1)
    assert "0.90       3    1.00" in capsys.readouterr().out


TEXT = (
    "Глава Росспорта Анна Котова прибыла с визитом в Минск. "
    "Там состоялась встреча, на которой были Анна Котова и Иван Седов.\n"
)


@pytest.mark.models
def test_the_baseline_reads_what_stands_together(tmp_path: Path) -> None:
    row = {**GOLD, "text": TEXT}
    row |= {"posts": [], "visits": [], "meetings": [], "agreements": [], "partners": []}
    row["entities"] = {
        "p1": {"type": "person", "names": ["Анна Котова"]},
        "p2": {"type": "person", "names": ["Иван Седов"]},
        "t1": {"type": "city", "names": ["Минск"]},
    }
    row["visits"] = [{"destinations": ["t1"], "members": ["p1"], "status": "happened"}]
    row["meetings"] = [{"participants": ["p1", "p2"], "status": "happened"}]
    gold = Gold("", tmp_path / "source", tmp_path / "gold")
    gold.source.mkdir()
    (gold.source / "one.json").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    gold.write()
    baseline.write_graphs(gold.folder, tmp_path / "graphs")
    report = as_json(score(gold.folder, tmp_path / "graphs"))
    assert report["visits.destinations"]["tp"] == 1
    assert report["meetings.participants"]["tp"] == 2
