"""N-Quads in many files: together they are the one file."""

from __future__ import annotations

import gzip
import io
import json
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.export import buckets
from kg.export.files import OutputError
from kg.export.nquads import write_nquads
from kg.export.partitions import LocalFolder, export_partitions
from kg.pipeline import build
from kg.rdf.iris import BASE
from kg.store import open_store
from tests.stages import WORLD


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> list[ox.Quad]:
    store = tmp_path_factory.mktemp("world") / "store"
    build([f"a{number}={number % 2}" for number in range(12)], store, WORLD, skipped=print)
    return list(open_store(store).quads())


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def one_file(quads: list[ox.Quad]) -> list[bytes]:
    out = io.BytesIO()
    write_nquads(quads, out)
    return out.getvalue().split(b"\n")[:-1]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("held", [5, 10**6])
def test_all_files_are_the_one_file(
    quads: list[ox.Quad], tmp_path: Path, number: int, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buckets, "HELD", held)
    assert export_partitions(quads, LocalFolder(tmp_path), number, BASE) == len(set(quads))
    files = written(tmp_path)
    manifest = json.loads(files.pop("manifest.json"))
    lines = {name: gzip.decompress(packed).split(b"\n")[:-1] for name, packed in files.items()}
    assert sorted(line for its in lines.values() for line in its) == one_file(quads)
    assert all(its == sorted(its) for its in lines.values())
    assert {(f["name"], f["quads"], f["sha256"]) for f in manifest["files"]} == {
        (name, len(lines[name]), sha256(packed).hexdigest()) for name, packed in files.items()
    }
    kinds = {"articles", "consolidated", "standard", "identity"}
    assert set(files) == {f"{kind}-{at:05}.nq.gz" for kind in kinds for at in range(number)}


def test_the_order_of_quads_leaves_no_trace(quads: list[ox.Quad], tmp_path: Path) -> None:
    for name, found in (("one", quads), ("other", [*reversed(quads), *quads])):
        export_partitions(found, LocalFolder(tmp_path / name), 2, BASE)
    assert written(tmp_path / "one") == written(tmp_path / "other")


def test_an_article_and_a_thing_are_in_one_file(quads: list[ox.Quad], tmp_path: Path) -> None:
    export_partitions(quads, LocalFolder(tmp_path), 3, BASE)
    homes = dict[object, set[str]]()
    for path in tmp_path.glob("*.nq.gz"):
        for quad in ox.parse(gzip.decompress(path.read_bytes()), format=ox.RdfFormat.N_QUADS):
            own = path.name.startswith("articles")
            homes.setdefault(quad.graph_name if own else (quad.graph_name, quad.subject), set()).add(
                path.name
            )
    assert len(homes) > 12
    assert all(len(names) == 1 for names in homes.values())


def test_files_of_another_export_are_not_left_among_them(quads: list[ox.Quad], tmp_path: Path) -> None:
    export_partitions(quads, LocalFolder(tmp_path), 3, BASE)
    before = written(tmp_path)
    with pytest.raises(OutputError, match="of another export; remove it or give another -o"):
        export_partitions(quads, LocalFolder(tmp_path), 2, BASE)
    assert written(tmp_path) == before
    export_partitions(quads, LocalFolder(tmp_path), 3, BASE)
    assert written(tmp_path) == before


def test_a_folder_that_cannot_be_written_is_one_line(quads: list[ox.Quad]) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        export_partitions(quads, LocalFolder(Path("/proc/none")), 1, BASE)
