"""`kg review`, and what commands make of judgements."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from kg import cli
from kg.export import export
from kg.model import Extraction
from kg.pipeline import settle, shipped_stages
from kg.review.session import Session
from kg.store import Mode, Record, open_store
from tests.factory import Tale

ONE_ZIMIN = {
    "judgement": "same",
    "kind": "Person",
    "one": {"article": "a", "start": 0, "words": "Об", "name": "Пётр Зимин"},
    "other": {"article": "d", "start": 0, "words": "Об", "name": "Пётр Зимин"},
}
ID = "https://w3id.org/entity-kg/id/"


def minister(letter: str, name: str, region: str = "Самарская область") -> Extraction:
    tale = Tale(letter, "2024-06-12")
    tale.person(name, "министр торговли", tale.place(region))
    return tale.done()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of four ministers, two of whom are namesakes; П. Зимин may be either of two."""
    told = [
        minister("a", "Пётр Зимин"),
        minister("b", "Павел Зимин"),
        minister("c", "П. Зимин"),
        minister("d", "Пётр Зимин", "Томская область"),
    ]
    store = open_store(tmp_path / "store", Mode.WRITE)
    store.ledger.commit(Record(extraction, "1") for extraction in told)
    settle(store, shipped_stages())
    return tmp_path / "store"


def file_of(folder: Path) -> Path:
    return folder.with_name("store.judgements.jsonl")


def review(
    folder: Path, *arguments: object, answers: str | None = None, patch: pytest.MonkeyPatch | None = None
) -> int:
    if patch is not None:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((answers or "").encode()), "utf-8"))
    return cli.run(["review", "--store", str(folder), *map(str, arguments)])


def exported(folder: Path) -> str:
    out = io.BytesIO()
    export(open_store(folder), "nquads", out)
    return out.getvalue().decode()


def people(folder: Path) -> int:
    return sum(1 for line in exported(folder).splitlines() if "ontology#Person> <" in line)


def said(folder: Path) -> list[tuple[str, str, str]]:
    """Verdict and articles of each line."""
    lines = map(json.loads, file_of(folder).read_text(encoding="utf-8").splitlines())
    return [(line["judgement"], line["one"]["article"], line["other"]["article"]) for line in lines]


def test_a_session_judges_asks_no_pair_twice_and_can_be_taken_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = exported(folder)
    assert people(folder) == 4
    assert review(folder, "--by", "Вера", answers="s один пост\nq\n", patch=monkeypatch) == 0
    shown = capsys.readouterr()
    assert "1 of 3 · Person · score 0.65" in shown.out and "«Об этом сообщила пресс-служба.»" in shown.out
    assert "1 judgements added; 2 pairs left" in shown.err
    assert said(folder) == [("same", "a", "c")]
    assert people(folder) == 3

    assert review(folder, answers="", patch=monkeypatch) == 0
    again = capsys.readouterr().out
    assert "1 of 1 · Person" in again and "posts in different regions" in again
    assert said(folder) == [("same", "a", "c")]

    assert review(folder, "--queue", "judged", answers="t\n", patch=monkeypatch) == 0
    assert "by Вера, 20" in capsys.readouterr().out
    assert said(folder) == [("same", "a", "c"), ("none", "a", "c")]
    assert exported(folder) == before


def test_ctrl_c_keeps_what_was_judged(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    judge = Session.answer

    def interrupted(session: Session, line: str) -> str:
        if not line:
            raise KeyboardInterrupt
        return judge(session, line)

    monkeypatch.setattr(Session, "answer", interrupted)
    assert review(folder, answers="s\n\n", patch=monkeypatch) == 130
    assert "stopped: what was judged is kept" in capsys.readouterr().err
    assert (said(folder), people(folder)) == ([("same", "a", "c")], 4)
    assert review(folder, "--apply") == 0
    assert people(folder) == 3


def test_deleting_the_line_takes_a_judgement_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = exported(folder)
    review(folder, answers="d\n", patch=monkeypatch)
    assert people(folder) == 3  # П. Зимин is nobody else then
    file_of(folder).unlink()
    assert review(folder, "--apply") == 0
    assert exported(folder) == before


def test_a_table_goes_out_and_comes_back(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "pairs.csv"
    assert review(folder, "--export", table) == 0
    head, *lines = csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig")))
    lines[0][0], lines[1][0] = "different", "perhaps"
    with table.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows([head, *lines])
    assert review(folder, "--import", table, "--by", "Вера") == 1
    shown = capsys.readouterr().err
    assert f"skipped {table}:3: 'perhaps' is no judgement" in shown
    assert "1 judgements added" in shown
    assert said(folder) == [("different", "a", "c")]
    assert review(folder, "--import", table) == 1
    assert said(folder) == [("different", "a", "c")]


def test_a_wrong_line_is_told_and_the_rest_applies(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    review(folder, answers="s\n", patch=monkeypatch)
    with file_of(folder).open("a", encoding="utf-8") as out:
        out.write("чепуха\n")
    capsys.readouterr()
    assert review(folder, "--apply") == 1
    assert f"skipped {file_of(folder)}:2: not a judgement" in capsys.readouterr().err
    assert people(folder) == 3


def test_a_contradiction_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = '{"judgement":"%s","kind":"Person","one":{"article":"%s","start":0,"words":"Об","name":"%s"},'
    line += '"other":{"article":"%s","start":0,"words":"Об","name":"%s"}}\n'
    names = {"a": "Пётр Зимин", "b": "Павел Зимин", "c": "П. Зимин"}
    triangle = (("same", "a", "b"), ("same", "b", "c"), ("different", "a", "c"))
    file_of(folder).write_text(
        "".join(line % (verdict, one, names[one], other, names[other]) for verdict, one, other in triangle),
        encoding="utf-8",
    )
    assert review(folder, "--apply") == 0
    told = "line 1 is set aside: that «Пётр Зимин» and «Павел Зимин» are same contradicts lines further down"
    assert told in capsys.readouterr().err
    assert people(folder) == 3


def test_a_build_obeys_the_file_beside_the_store_or_another(folder: Path, tmp_path: Path) -> None:
    nothing = tmp_path / "empty.jsonl"
    nothing.touch()
    review(folder, "--apply")
    said = tmp_path / "said.jsonl"
    said.write_text(json.dumps(ONE_ZIMIN), encoding="utf-8")
    for arguments, expected in ((["--judgements", str(said)], 3), ([], 4)):
        cli.run(["build", str(nothing), "--store", str(folder), *arguments])
        assert people(folder) == expected
    said.rename(file_of(folder))
    cli.run(["build", str(nothing), "--store", str(folder)])
    assert people(folder) == 3


def test_explain_tells_why_things_are_one_and_follows_merged_names(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = open_store(folder).ledger.ids.present()["c", "person-1"]
    review(folder, "--by", "Вера", answers="s один пост\n", patch=monkeypatch)
    capsys.readouterr()
    assert cli.run(["explain", ID + gone, "--store", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Пётр Зимин (Person)\nalso П. Зимин\n")
    assert "one thing (a, c): один пост · Вера · 20" in shown
    assert "perhaps Пётр Зимин (a, d): the same name; posts in different regions · score 0.5" in shown
    assert cli.run(["explain", gone, "--format", "json", "--store", str(folder)]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert {decision["verdict"] for decision in found["decisions"]} == {"same", "unsure"}


@pytest.mark.parametrize(
    "arguments", [["--apply", "--export", "x.csv"], ["--queue", "none"], ["--import", "no/such.csv"]]
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], tmp_path: Path) -> None:
    assert review(tmp_path / "none", *arguments) == 2


def test_without_a_store_there_is_nothing_to_review(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in ([], ["--export", str(tmp_path / "x.csv")]):
        assert review(tmp_path / "none", *arguments) == 2
        assert "no store here" in capsys.readouterr().err


def test_review_leaves_no_store_behind(tmp_path: Path) -> None:
    review(tmp_path / "none", "--apply")
    assert not (tmp_path / "none").exists()


def test_an_export_of_other_facts_obeys_the_judgements(folder: Path, tmp_path: Path) -> None:
    review(folder, "--apply")
    file_of(folder).write_text(json.dumps(ONE_ZIMIN), encoding="utf-8")
    assert review(folder, "--apply") == 0
    target = tmp_path / "all.nq"
    assert cli.run(["export", "--min-confidence", "0", "-o", str(target), "--store", str(folder)]) == 0
    assert target.read_text(encoding="utf-8") == exported(folder)
    assert people(folder) == 3
