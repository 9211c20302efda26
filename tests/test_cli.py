"""The command line: what comes out where, and with which exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import cli
from kg.cli.console import clean
from kg.cli.table import plain_table
from kg.errors import ReadError
from kg.pipeline import build
from kg.store import Mode, Settlement, open_store
from tests.stages import WORLD

SMALL = Path(__file__).parent / "query" / "small.trig"
HEAVY = {
    "natasha",
    "numpy",
    "rdflib",
    "pyoxigraph",
    "networkx",
    "rich",
    "pyvis",
    "trafilatura",
    "msgspec",
    "jinja2",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "store"
    store = open_store(path, Mode.WRITE)
    store.change((), list(ox.parse(path=str(SMALL), format=ox.RdfFormat.TRIG)))
    store.ledger.settle(Settlement("test", 0, 0, 0))
    return path


KG = (sys.executable, "-m", "kg")


def kg(*arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [*KG, *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=120)


def test_help_loads_no_heavy_library() -> None:
    program = (
        "import sys; sys.argv = ['kg', '--help']\nfrom kg.cli import run\nrun()\nprint(*sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "Commands:" in done.stdout
    assert not HEAVY.intersection(done.stdout.splitlines()[-1].split())


def test_nothing_is_looked_through_on_the_way_out() -> None:
    program = (
        "import atexit, gc\nfrom kg.cli import main\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 0))\nmain(['--version'])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "True"


def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for command in cli.COMMANDS:
        assert cli.run([str(command.name), "--help"]) == 0
        assert f"Example: kg {command.name}" in capsys.readouterr().out


def test_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("kg, version ")


def test_a_table_goes_to_stdout_and_notes_to_stderr(folder: Path) -> None:
    done = kg("query", "visits-of-person", "--param", "person=грачёв", "--store", folder)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["person", "visit", "start", "end", "status", "head", "where", "sender"]
    assert lines[2].startswith("Алла Грачёв   Визит в Парагвай  ")
    assert done.stderr == "2 things are called 'грачёв'; the answer is about all of them\n"


@pytest.mark.parametrize(
    ("format", "shown"),
    [("csv", "p\r\nhttps://w3id.org/entity-kg/id/place/PY\r\n"), ("table", "p\nПарагвай\n")],
)
def test_formats_of_rows(folder: Path, format: str, shown: str) -> None:
    query = 'SELECT ?p { ?p ?label "Парагвай"@ru } LIMIT 1'
    done = subprocess.run(
        [*KG, "query", query, "--format", format, "--store", str(folder)],
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == shown


def test_sparql_comes_from_a_file_stdin_or_the_line(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "ask.rq").write_text("ASK {}", encoding="utf-8")
    answers = [
        kg("query", tmp_path / "ask.rq", "--store", folder),
        kg("query", "-", "--store", folder, stdin="ASK {}"),
        kg("query", "ASK {}", "--store", folder),
    ]
    assert {done.stdout for done in answers} == {"answer\nyes\n"}


def test_a_graph_is_written_as_turtle(folder: Path, tmp_path: Path) -> None:
    done = kg(
        "query", "CONSTRUCT WHERE { ?v a <https://w3id.org/entity-kg/ontology#Visit> }", "--store", folder
    )
    assert "@prefix kg:" in done.stdout
    assert "visit/1> a kg:Visit" in done.stdout


def test_saved_questions_are_listed_without_a_store(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["query", "--list"]) == 0
    assert "--param region=…: регион, страна или город | a region, country or city" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "ASK {}", "--store", "no/such"], "kg: no/such: no store here; make one with `kg build"),
        (["query", "SELEKT", "--store", "STORE"], "kg: not a SPARQL query: "),
        (["query", "INSERT DATA { <a:b> <a:b> 1 }", "--store", "STORE"], "kg: INSERT is not allowed"),
        (["query", "none.rq", "--store", "STORE"], "kg: none.rq: No such file"),
        (["query", "unknown-question", "--store", "STORE"], "kg: no saved question is called"),
        (["explain", "Никто", "--store", "STORE"], "kg: nothing in the store is called 'Никто'"),
        (["export", "-o", "/proc/none/x.ttl", "--store", "STORE"], "kg: /proc/none/x.ttl: cannot be written"),
        (["export", "--store", "no/such"], "kg: no/such: no store here"),
        (["map", "-o", "x.html", "--store", "no/such"], "kg: no/such: no store here"),
    ],
)
def test_deliberate_errors_are_one_line_and_exit_code_2(
    folder: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.run([str(folder) if argument == "STORE" else argument for argument in arguments])
    shown = capsys.readouterr()
    assert (code, shown.out) == (2, "")
    assert shown.err.startswith(message)
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["query"],
        ["query", "x", "--param", "novalue"],
        ["build"],
        ["build", "x", "--base", "nonsense"],
        ["map"],
        ["nonsense"],
        ["export", "--format", "pdf"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(arguments) == 2
    assert "Error: " in capsys.readouterr().err


def test_export_takes_the_format_from_the_suffix(folder: Path, tmp_path: Path) -> None:
    for suffix, start in [("nq", b"<https://"), ("ttl", b"@prefix"), ("trig", b"@prefix"), ("jsonld", b"{")]:
        assert cli.run(["export", "-o", str(tmp_path / f"kg.{suffix}"), "--store", str(folder)]) == 0
        assert (tmp_path / f"kg.{suffix}").read_bytes().startswith(start)


def test_explain_quotes_the_sources_without_their_control_characters(folder: Path) -> None:
    done = kg("explain", "Семён Грачёв", "--store", folder)
    assert "    «Семён Грачёв]0;x ездил в Уругвай с псковичами.»\n" in done.stdout
    assert "2023-09-07 · Псков и [31mМонтевидео · a1 · confidence 0.9" in done.stdout
    assert "\x1b" not in done.stdout


def test_explain_tells_what_was_reported_over_time(folder: Path) -> None:
    lines = [kg("explain", thing, "--store", folder).stdout.splitlines() for thing in ("visit/1", "person/2")]
    assert lines[0][2:5] == [
        "reported planned 2023-09-07 (a1)",
        "startDate 2023-09-04 in 2 texts, chosen: больше текстов: 2 против 1",
        "startDate 2023-09-05 in 1 text",
    ]
    tenure = "посол, Уругвай: reported from 2004-02-01 to 2006-03-01, reported as left on 2010-01-01"
    assert tenure in lines[1]


def test_explain_lists_what_shares_a_name(folder: Path) -> None:
    done = kg("explain", "Грачёв", "--store", folder)
    assert done.stderr == "2 things are called 'Грачёв'; give the IRI of one\n"
    assert [line.split()[0][-8:] for line in done.stdout.splitlines()] == ["person/1", "person/2"]


def test_explain_gives_json(folder: Path) -> None:
    (found,) = json.loads(kg("explain", "UY", "--format", "json", "--store", folder).stdout)
    assert found["name"] == "Уругвай"


@pytest.mark.parametrize("value", ["1.5", "-0.1", "nan", "half"])
@pytest.mark.parametrize("command", ["extract", "build", "export"])
def test_a_confidence_out_of_range_is_one_line(
    command: str, value: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs = [] if command == "export" else [str(SMALL)]
    places = ["--output-dir" if command == "extract" else "--store", str(tmp_path / "new")]
    assert cli.run([command, *inputs, *places, "--min-confidence", value]) == cli.WRONG
    assert capsys.readouterr().err == f"kg: --min-confidence {value}: give a number from 0 to 1\n"
    assert not (tmp_path / "new").exists()


def test_an_unsettled_store_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_store(tmp_path / "store", Mode.WRITE)
    assert cli.run(["export", "-o", str(tmp_path / "x.nq"), "--store", str(tmp_path / "store")]) == 0
    assert "a build is running or was interrupted" in capsys.readouterr().err


def test_a_closed_pipe_is_quiet(folder: Path) -> None:
    command = f"{' '.join(KG)} export --store {folder} | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("0\n", "")


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_a_closed_stream_is_no_fault(closed: str, folder: Path) -> None:
    command = f"{' '.join(KG)} build - --store {folder}-new {closed}; echo $? >&3"
    done = subprocess.run(
        ["bash", "-c", f"( {command} ) 3>&1 2>&1"], input="", capture_output=True, text=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "1"  # nothing was in it
    assert "Traceback" not in done.stdout


def test_closed_streams_lead_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    cli.open_streams()
    assert sys.stdin.read() == ""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.close()


def test_ctrl_c_is_one_line_and_130(folder: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
    begun = "import sys; from kg.cli import main; print(flush=True); main(sys.argv[1:])"
    command = [sys.executable, "-c", begun, "query", endless, "--store", str(folder)]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdout=pipe, stderr=pipe, start_new_session=True)
    assert process.stdout and process.stdout.readline() == b"\n"  # before that Ctrl-C meets Python
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"stopped\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Чита\x1b[2J", "Чита[2J"),
        ("a\r\nb\tc", "a  b c"),
        ("abc\u202ecba", "abccba"),
        ("\x9b31m", "31m"),
        ("«Ёж» – 5 °C", "«Ёж» – 5 °C"),
    ],
)
def test_text_is_made_safe_for_a_terminal(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_tables_are_aligned_by_what_is_seen() -> None:
    assert plain_table(("a", "bb"), (("Чита", "1"), ("北京", "\x1b2"))) == "a     bb\nЧита  1\n北京  2\n"


def test_what_is_skipped_is_told_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    from kg.cli.console import Skips

    skips = Skips()
    assert skips.exit_code == 0
    skips(ReadError("a\x1b.txt", "is empty"))
    assert capsys.readouterr().err == "skipped a.txt: is empty\n"
    assert skips.exit_code == 1


def test_articles_are_retracted_and_unknown_ids_are_told_with_near_ones(tmp_path: Path) -> None:
    store = tmp_path / "store"
    build(["wire-01=0", "wire-02=0", "wire-03=0"], store, WORLD, skipped=print)
    mistyped = kg("retract", "wire01", "--store", store)
    assert mistyped.returncode == 2
    assert mistyped.stdout == ""
    expected = f"kg: {store} holds no article 'wire01'; did you mean wire-01 or wire-02 or wire-03?"
    assert mistyped.stderr.splitlines()[0] == expected
    done = kg("retract", "nothing", "-", "--reason", "опечатка", "--store", store, stdin="wire-01\nwire-02\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0] == f"kg: {store} holds no article 'nothing'"
    assert done.stderr.splitlines()[1].startswith(f"2 articles retracted. {store} holds ")
    again = kg("retract", "wire-02", "--store", store)
    assert (again.returncode, again.stderr.splitlines()[0]) == (0, "wire-02 had been retracted before")
    why = "SELECT DISTINCT ?why { ?activity <https://w3id.org/entity-kg/ontology#reason> ?why }"
    assert kg("query", why, "--store", store).stdout.split() == ["why"]
    assert kg("query", "--trace", why, "--store", store).stdout.split() == ["why", "опечатка"]
    traced = kg("export", "--with-trace", "--format", "nquads", "--store", store).stdout
    assert traced.count("<http://www.w3.org/ns/prov#wasInvalidatedBy>") > 2
