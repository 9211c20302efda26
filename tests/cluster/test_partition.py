"""Files of partitions: on any file system, whole or not there, named by what they hang on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg import cli
from kg.errors import KgError
from kg.model import Article
from kg.pipeline.spread import Reply
from tests.stages import annotate, extract

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

import fsspec  # after the check

from kg.cluster.partition import Found, exists, partition, read, write  # after the check

ARTICLES = tuple(Article(f"a{number}", "Лосева в Твери.", title="1") for number in range(3))
FOUND: list[Found] = [
    Reply([extract(document) for document in annotate(ARTICLES)]),
    Reply([], [("given", "has no text")]),
]


@pytest.mark.parametrize("scheme", ["memory://kept", "file://{folder}/kept", "{folder}/kept"])
def test_replies_come_back_from_any_file_system(scheme: str, tmp_path: Path) -> None:
    url = f"{scheme.format(folder=tmp_path)}/part-1.jsonl.gz"
    assert not exists(url)
    write(url, FOUND)
    assert exists(url)
    assert read(url) == FOUND
    system, path = fsspec.url_to_fs(url)
    assert [Path(each).name for each in system.ls(path.rpartition("/")[0], detail=False)] == [
        "part-1.jsonl.gz"
    ]


def test_a_file_is_named_by_its_articles_and_by_what_reads_them() -> None:
    names = [
        partition([(0, ARTICLES)], "kept", "1").url,
        partition([(0, ARTICLES)], "kept", "2").url,
        partition([(0, ARTICLES[:2])], "kept", "1").url,
        partition([(0, ARTICLES[:2]), (1, ARTICLES[2:])], "kept", "1").url,
    ]
    assert len(set(names)) == len(names)
    assert partition([("other key", ARTICLES)], "kept/", "1").url == names[0]


def test_a_partition_without_articles_needs_no_file(tmp_path: Path) -> None:
    empty = partition([(0, ()), (1, ())], str(tmp_path), "1")
    assert (empty.is_missing(), empty.replies()) == (False, [Reply([]), Reply([])])


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b broken", b"plain"])
def test_a_damaged_file_is_an_error_that_names_it(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "part-1.jsonl.gz"
    path.write_bytes(content)
    with pytest.raises(KgError, match=r"part-1\.jsonl\.gz: cannot be read: .*; remove it"):
        read(str(path))


def test_a_place_that_is_unknown_is_an_error() -> None:
    with pytest.raises(KgError, match="nosuch://kept/x: cannot be reached: "):
        exists("nosuch://kept/x")


def test_a_cluster_without_dask_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "kg.cluster", None)
    assert cli.run(["build", "x", "--store", str(tmp_path / "store"), "--cluster", "local"]) == cli.WRONG
    assert capsys.readouterr().err.startswith("kg: --cluster needs Dask: pip install 'entity-kg[cluster]' (")
