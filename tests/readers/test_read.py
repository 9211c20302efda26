"""Inputs: files, folders, globs and the standard input; what cannot be read is reported by name."""

from __future__ import annotations

import io
import os
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import kg.readers.source
from kg.errors import ReadError
from kg.readers import READERS, SUFFIXES, read

TEXT = "Гости уехали\n14 мая 2021\nДелегация Вологодской области вернулась из Еревана.\n"
RECORD = '{"id": "%s", "text": "Гости уехали."}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the working folder, so that messages hold short names."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def unexpected(error: ReadError) -> None:
    raise AssertionError(str(error))


def run(*inputs: str) -> tuple[list[str], list[str]]:
    """Ids of the articles and the reports."""
    errors: list[ReadError] = []
    ids = [article.id for article in read(inputs, skipped=errors.append)]
    assert all(str(error).isprintable() for error in errors)
    return ids, [str(error) for error in errors]


def test_text_file(folder: Path) -> None:
    Path("guests.txt").write_text(TEXT, encoding="utf-8", newline="")
    (article,) = read(["guests.txt"], skipped=unexpected)
    assert (article.id, article.text, article.origin) == ("guests", TEXT, "guests.txt")
    assert (article.title, article.published) == ("Гости уехали", date(2021, 5, 14))


def test_line_ends_are_kept(folder: Path) -> None:
    text = TEXT.replace("\n", "\r\n")
    Path("guests.txt").write_bytes(text.encode("cp1251"))
    (article,) = read(["guests.txt"], skipped=unexpected)
    assert article.text == text


def test_folder_is_read_in_order_and_hidden_names_are_left_out(folder: Path) -> None:
    for name in ("b/2.txt", "b/1.md", "a.txt", ".hidden.txt", ".git/config", "c.htm", "d.jsonl"):
        Path(name).parent.mkdir(exist_ok=True)
        content = RECORD % "record" if name.endswith("jsonl") else f"<p>{TEXT}</p>"
        Path(name).write_text(content, encoding="utf-8")
    assert run(".") == (["a", "1", "2", "c", "record"], [])


def test_glob(folder: Path) -> None:
    for name in ("b.txt", "a.txt", "c.dat"):
        Path(name).write_text(TEXT, encoding="utf-8")
    assert run("*.txt") == (["a", "b"], [])
    assert run(str(folder / "**" / "[ab].txt")) == (["a", "b"], [])


def test_name_with_brackets_is_a_file_first(folder: Path) -> None:
    Path("a[1].txt").write_text(TEXT, encoding="utf-8")
    assert run("a[1].txt") == (["a[1]"], [])


def test_file_named_twice_is_read_once(folder: Path) -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    assert run("a.txt", "./a.txt", ".", "*.txt") == (["a"], [])


REPORTS = [
    ("no.txt", "no.txt: no such file or folder"),
    ("*.zip", "*.zip: no file matches this pattern"),
    ("empty", "empty: holds no files"),
    ("no\nsuch\x1b.txt", r"'no\nsuch\x1b.txt': no such file or folder"),
    ("no\nsuch[\x1b].txt", r"'no\nsuch[\x1b].txt': no file matches this pattern"),
]


@pytest.mark.parametrize(("given", "report"), REPORTS)
def test_input_that_names_nothing(given: str, report: str, folder: Path) -> None:
    Path("empty").mkdir()
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    assert run(given, "a.txt") == (["a"], [report])


def test_broken_files_are_reported_and_the_rest_goes_on(folder: Path) -> None:
    Path("a.txt").write_bytes(b"")
    Path("b.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    Path("c.json").write_text("{", encoding="utf-8")
    Path("d.jsonl").write_text("\n\n", encoding="utf-8")
    Path("e.html").write_text("<p></p>", encoding="utf-8")
    Path("f.txt").write_text(TEXT, encoding="utf-8")
    assert run(".") == (
        ["f"],
        [
            "./a.txt: is empty",
            "./b.png: is binary, not text",
            "./c.json: is broken JSON: Input data was truncated",
            "./d.jsonl: is empty",
            "./e.html: is a page without article text",
        ],
    )


def test_two_files_with_one_id(folder: Path) -> None:
    for name in ("a/x.txt", "b/x.txt"):
        Path(name).parent.mkdir()
        Path(name).write_text(TEXT, encoding="utf-8")
    assert run("a", "b") == (
        ["x"],
        ["b/x.txt: has the id 'x', which a/x.txt has already; give one of them another id"],
    )


SNIFFED = [
    ("a.json", RECORD % "r" + RECORD % "s", ["r", "s"]),
    ("a.json", "[" + RECORD % "r" + "," + RECORD % "s" + "]", ["r", "s"]),
    ("a", RECORD % "r", ["r"]),
    ("a", f"\n\n<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>", ["a"]),
    ("a.news", TEXT, ["a"]),
    ("a.TXT", TEXT, ["a"]),
]


@pytest.mark.parametrize(("name", "content", "ids"), SNIFFED)
def test_format_is_told_by_suffix_or_content(name: str, content: str, ids: list[str], folder: Path) -> None:
    Path(name).write_text(content, encoding="utf-8")
    assert run(name) == (ids, [])


def test_stdin_text() -> None:
    (article,) = read(["-"], skipped=unexpected, stdin=io.BytesIO(TEXT.encode("koi8-r")))
    assert (article.id, article.text, article.origin) == ("stdin", TEXT, "<stdin>")


def test_empty_stdin() -> None:
    errors: list[ReadError] = []
    assert list(read(["-"], skipped=errors.append, stdin=io.BytesIO(b"\n \n"))) == []
    assert [str(error) for error in errors] == ["<stdin>: is empty"]


def test_size_is_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.readers.source, "LIMIT", 1 << 20)
    Path("a.txt").write_text(TEXT * 10_000, encoding="utf-8")
    Path("b.jsonl").write_text(RECORD % "b" + RECORD % ("x" * (1 << 20)), encoding="utf-8")
    assert run(".") == (
        ["b"],
        [
            "./a.txt: is larger than 1 MB; split it or make it JSON Lines",
            "./b.jsonl:2: is a line of more than 1 MB",
        ],
    )


def test_symlink_loop(folder: Path) -> None:
    Path("sub").mkdir()
    Path("sub/a.txt").write_text(TEXT, encoding="utf-8")
    Path("sub/up").symlink_to(folder, target_is_directory=True)
    Path("self").symlink_to("self")
    Path("alias.txt").symlink_to("sub/a.txt")
    ids, errors = run(".")
    assert ids == ["alias"]
    assert errors == ["./self: cannot be read: Too many levels of symbolic links"]


def test_broken_link_and_pipe(folder: Path) -> None:
    Path("gone.txt").symlink_to("nowhere")
    os.mkfifo("pipe")
    Path("z.txt").write_text(TEXT, encoding="utf-8")
    assert run(".") == (
        ["z"],
        ["./gone.txt: cannot be read: No such file or directory", "./pipe: is not a regular file"],
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_file_without_permission(folder: Path) -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    Path("a.txt").chmod(0)
    assert run("a.txt") == ([], ["a.txt: cannot be read: Permission denied"])


def test_file_that_fails_while_reading(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Iterator[bytes]:
        raise OSError(5, "Input/output error")

    Path("a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(kg.readers.source.Source, "content", fail)
    assert run("a.txt") == ([], ["a.txt: cannot be read: Input/output error"])


def test_hostile_names(folder: Path) -> None:
    Path("a\nb\u202e.txt").write_bytes(b"")
    Path("c\n.txt").write_text(TEXT, encoding="utf-8")
    (folder / os.fsdecode(b"d\xff.txt")).write_text(TEXT, encoding="utf-8")
    ids, errors = run(".")
    assert ids == ["c\n", "d\ufffd"]
    assert errors == [r"'./a\nb\u202e.txt': is empty"]


def test_json_lines_are_streamed(folder: Path) -> None:
    record = '{"id": "%d", "text": "' + "Гости уехали. " * 2_000 + '"}\n'
    with Path("a.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(record % number for number in range(400))
    size = Path("a.jsonl").stat().st_size
    tracemalloc.start()
    count = sum(1 for _ in read(["a.jsonl"], skipped=unexpected))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 400
    assert peak < size / 10


def test_articles_come_one_at_a_time(folder: Path) -> None:
    Path("a.jsonl").write_text(RECORD % "a" + RECORD % "b", encoding="utf-8")
    articles = read(["a.jsonl", "no.txt"], skipped=unexpected)
    assert next(articles).id == "a"


def test_every_reader_is_documented_and_every_suffix_has_one() -> None:
    assert all(reader.__doc__ for reader in READERS.values())
    assert set(SUFFIXES.values()) <= set(READERS)
