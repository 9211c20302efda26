"""The pipeline with quick stand-ins for the models: incremental builds, faults, kills, stable exports."""

from __future__ import annotations

import gc
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

import pytest

from kg.errors import KgError, ReadError
from kg.export import export, export_quads
from kg.identity import Identity, Unsure
from kg.model import (
    Article,
    Document,
    Entity,
    Evidence,
    Extraction,
    Fact,
    Kind,
    Mention,
    Node,
    Predicate,
    Span,
)
from kg.pipeline import Stages, Summary, article_graphs, build, quads_from
from kg.store import open_store
from kg.text.reprints import Printed, originals

Ids = Mapping[tuple[str, str], str]
Former = Mapping[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True)
class FakeResolution:
    """One entity for each name, whichever articles name it."""

    entities: tuple[Entity, ...]
    entity_of: Mapping[tuple[str, str], str]
    identity: Identity = field(default_factory=Identity)


def read_lines(
    inputs: Sequence[str], *, skipped: Callable[[ReadError], None], stdin: BinaryIO | None = None
) -> Iterator[Article]:
    """Each line `id text` of the files is an article."""
    for name in inputs:
        for line in Path(name).read_text(encoding="utf-8").splitlines():
            article_id, _, text = line.partition(" ")
            if text:
                yield Article(article_id, text, origin=name)
            else:
                skipped(ReadError(name, f"{article_id} is empty"))


def annotate(articles: Iterable[Article]) -> Iterator[Document]:
    for article in articles:
        if "сломано" in article.text:
            raise ZeroDivisionError("a model tripped")
        yield Document(article, (), (), ())


def extract(document: Document) -> Extraction:
    """The first word is a person who holds the post of the second."""
    article = document.article
    name, role, *_ = article.text.split()
    span = Span(0, len(name))
    evidence = Evidence(Span(0, len(article.text)), article.text)
    return Extraction(
        article,
        (Node("person-0", Kind.PERSON, name), Node("post-0", Kind.POST)),
        (Mention("person-0", span),),
        (
            Fact("person-0", Predicate.HOLDS_POST, "post-0", evidence, 0.8, "fake"),
            Fact("post-0", Predicate.ROLE, role, evidence, 0.8, "fake"),
        ),
    )


def resolve(found: Iterable[Extraction], previous: Ids, former: Former) -> FakeResolution:
    members: dict[str, list[tuple[str, str]]] = {}
    nodes: dict[str, Node] = {}
    for extraction in found:
        for node in extraction.nodes:
            entity = f"{node.kind.lower()}/{node.name or extraction.article.id}"
            members.setdefault(entity, []).append((extraction.article.id, node.key))
            nodes.setdefault(entity, node)
    entities = tuple(
        Entity(id, node.kind, node.name, (), None, tuple(members[id])) for id, node in nodes.items()
    )
    return FakeResolution(entities, {member: id for id, found in members.items() for member in found})


KG = "https://w3id.org/entity-kg/ontology#"
STAGES = Stages(read_lines, annotate, extract, resolve, "reading-1", "settling-1")


def write(path: Path, *articles: str) -> str:
    path.write_text("".join(f"{line}\n" for line in articles), encoding="utf-8")
    return str(path)


def ignore(error: ReadError) -> None:
    raise AssertionError(f"skipped {error}")


def exported(folder: Path, format: str = "nquads") -> str:
    out = io.BytesIO()
    export(open_store(folder), format, out, with_text=True)
    return out.getvalue().decode()


def run(source: str, folder: Path, stages: Stages = STAGES) -> Summary:
    return build([source], folder, stages, skipped=ignore)


def test_a_build_publishes_what_articles_say(tmp_path: Path) -> None:
    summary = run(write(tmp_path / "a", "a1 Лосева министр", "a2 Лосева ректор"), tmp_path / "store")
    assert summary == Summary(new=2, changed=0, unchanged=0, skipped=0, entities=3, facts=4)
    store = open_store(tmp_path / "store")
    asked = f"PREFIX kg: <{KG}> SELECT ?r {{ ?p kg:holdsPost/kg:role ?r }}"
    assert {row["r"].value for row in store.query(asked)} == {"министр", "ректор"}  # type: ignore[union-attr]


def test_a_second_build_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, folder = write(tmp_path / "a", "a1 Лосева министр"), tmp_path / "store"
    run(source, folder)
    before = exported(folder)
    for door in ("kg.store.oxigraph.apply", "kg.store.ledger.apply"):
        monkeypatch.setattr(door, written)
    assert run(source, folder) == Summary(0, 0, 1, 0, 2, 2)
    assert exported(folder) == before


def written(*changes: object) -> None:
    raise AssertionError(f"written without need: {changes}")


def test_changed_and_new_articles_give_what_a_build_from_scratch_gives(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    run(write(tmp_path / "a", "a1 Лосева министр", "a2 Котов посол"), folder)
    source = write(tmp_path / "a", "a1 Лосева ректор", "a2 Котов посол", "a3 Зимин глава")
    assert run(source, folder) == Summary(new=1, changed=1, unchanged=1, skipped=0, entities=6, facts=6)
    run(source, tmp_path / "fresh")
    assert exported(folder) == exported(tmp_path / "fresh")
    assert "министр" not in exported(folder)


def test_other_reading_code_reads_again(tmp_path: Path) -> None:
    source, folder = write(tmp_path / "a", "a1 Лосева министр"), tmp_path / "store"
    run(source, folder)
    assert run(source, folder, replace(STAGES, extract=shouting)).unchanged == 1
    assert run(source, folder, replace(STAGES, extract=shouting, reading="reading-2")).changed == 1
    assert '"МИНИСТР"@ru' in exported(folder)


def test_other_settling_code_settles_again_without_reading(tmp_path: Path) -> None:
    source, folder = write(tmp_path / "a", "a1 Лосева министр"), tmp_path / "store"
    run(source, folder)
    summary = run(source, folder, replace(STAGES, resolve=lonely, settling="settling-2"))
    assert (summary.unchanged, summary.entities) == (1, 2)
    assert "/person/a1-person-0>" in exported(folder)


def lonely(found: Iterable[Extraction], previous: Ids, former: Former) -> FakeResolution:
    """Every node is an entity of its own."""
    nodes = [(extraction.article.id, node) for extraction in found for node in extraction.nodes]
    ids = {(article, node.key): f"{node.kind.lower()}/{article}-{node.key}" for article, node in nodes}
    return FakeResolution(
        tuple(
            Entity(ids[article, node.key], node.kind, node.name, (), None, ((article, node.key),))
            for article, node in nodes
        ),
        ids,
    )


def shouting(document: Document) -> Extraction:
    found = extract(document)
    facts = tuple(
        replace(fact, object=fact.object.upper()) if fact.predicate is Predicate.ROLE else fact
        for fact in found.facts
    )
    return replace(found, facts=facts)


def test_an_article_on_which_a_model_trips_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    problems: list[ReadError] = []
    source = write(tmp_path / "a", "a1 Лосева министр", "a2 сломано здесь", "a3 Котов посол", "a4 ")
    summary = build([source], tmp_path / "store", STAGES, skipped=problems.append)
    assert (summary.new, summary.skipped) == (2, 2)
    assert sorted(str(problem).removeprefix(f"{source}: ") for problem in problems) == [
        "a2 could not be analysed (ZeroDivisionError: a model tripped); please report it",
        "a4 is empty",
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "nobody"},
        {"object": "nothing"},
        {"predicate": Predicate.START_DATE},
        {"predicate": Predicate.STATUS},
        {"confidence": 1.5},
        {"evidence": Evidence(Span(0, 3), "Кот")},
    ],
)
def test_an_unsound_extraction_is_not_kept(tmp_path: Path, change: dict[str, object]) -> None:
    def unsound(document: Document) -> Extraction:
        found = extract(document)
        broken = replace(found.facts[0], **change)  # type: ignore[arg-type]  # one field at a time
        return replace(found, facts=(broken,))

    problems: list[ReadError] = []
    source = write(tmp_path / "a", "a1 Лосева министр")
    stages = replace(STAGES, extract=unsound)
    assert build([source], tmp_path / "store", stages, skipped=problems.append).skipped == 1
    assert "a1 could not be analysed (ValueError: " in str(problems[0])


def test_a_deliberate_error_of_a_stage_ends_the_build(tmp_path: Path) -> None:
    def refuse(articles: Iterable[Article]) -> Iterator[Document]:
        raise KgError("models are missing")

    with pytest.raises(KgError, match="models are missing"):
        run(write(tmp_path / "a", "a1 Лосева министр"), tmp_path / "store", replace(STAGES, annotate=refuse))


def test_two_texts_under_one_id_are_reported_and_the_same_text_twice_is_not(tmp_path: Path) -> None:
    problems: list[ReadError] = []
    one = write(tmp_path / "one", "a1 Лосева министр")
    two = write(tmp_path / "two", "a1 Лосева министр", "a1 Котов посол")
    summary = build([one, two], tmp_path / "store", STAGES, skipped=problems.append)
    assert (summary.new, summary.unchanged, summary.skipped) == (1, 1, 1)
    assert str(problems[0]).startswith(f"{two}: its id 'a1' belongs to another article, read from {one}")


def test_a_build_that_stops_half_way_is_continued(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    source = write(tmp_path / "a", *(f"a{n} Имя{n} министр" for n in range(100)))

    def interrupted(document: Document) -> Extraction:
        if document.article.id == "a70":
            raise KeyboardInterrupt
        return extract(document)

    with pytest.raises(KeyboardInterrupt):
        run(source, folder, replace(STAGES, extract=interrupted))
    assert open_store(folder).ledger.settlement is None
    assert run(source, folder).unchanged == 64
    run(source, tmp_path / "fresh")
    assert exported(folder) == exported(tmp_path / "fresh")


def test_decisions_on_identity_have_a_graph_of_their_own(tmp_path: Path) -> None:
    source, folder = write(tmp_path / "a", "a1 Лосева министр", "a2 Лосева ректор"), tmp_path / "store"
    run(source, folder, replace(STAGES, resolve=unsure))
    graphs = {graph.value.rpartition("/")[2] for graph in open_store(folder).graphs()}
    assert "identity" in graphs
    run(source, folder, replace(STAGES, settling="settling-2"))
    assert "closeMatch" not in exported(folder)


def unsure(found: Iterable[Extraction], previous: Ids, former: Former) -> FakeResolution:
    """People of two articles may be one."""
    resolution = lonely(found, previous, former)
    pair = Unsure(("a1", "person-0"), ("a2", "person-0"), 0.5, "the same name", "little else")
    return replace(resolution, identity=Identity(unsure=(pair,)))


def test_nodes_keep_their_earlier_ids_in_the_ledger(tmp_path: Path) -> None:
    source, folder = write(tmp_path / "a", "a1 Лосева министр"), tmp_path / "store"
    heard: list[Former] = []

    def listening(found: Iterable[Extraction], previous: Ids, former: Former) -> FakeResolution:
        heard.append(former)
        return resolve(found, previous, former)

    run(source, folder, replace(STAGES, resolve=lonely))
    run(source, folder, replace(STAGES, settling="settling-2"))
    run(source, folder, replace(STAGES, resolve=listening, settling="settling-3"))
    assert heard == [{("a1", "person-0"): ("person/a1-person-0",), ("a1", "post-0"): ("post/a1-post-0",)}]


def test_another_base_renames_everything(tmp_path: Path) -> None:
    source, folder = write(tmp_path / "a", "a1 Лосева министр"), tmp_path / "store"
    run(source, folder)
    build([source], folder, STAGES, skipped=ignore, base="https://example.org/kg/")
    assert "https://w3id.org/entity-kg/id/" not in exported(folder)
    assert "https://example.org/kg/person/" in exported(folder)


def doubting(document: Document) -> Extraction:
    """Is unsure of the post of whoever's name begins with Б."""
    found = extract(document)
    sure = 0.4 if document.article.text.startswith("Б") else 0.8
    return replace(found, facts=tuple(replace(fact, confidence=sure) for fact in found.facts))


DOUBTING = replace(STAGES, extract=doubting)


def posts(quads: str) -> list[str]:
    return sorted(word for word in ("мэр", "спикер") if f'"{word}"@ru' in quads)


def quads_at(folder: Path, minimum: float) -> str:
    out = io.BytesIO()
    export_quads(quads_from(open_store(folder).ledger, minimum, resolve), "nquads", out, with_text=True)
    return out.getvalue().decode()


def test_a_store_publishes_what_is_likely_and_keeps_the_rest(tmp_path: Path) -> None:
    source, store = write(tmp_path / "a.txt", "1 Анна мэр", "2 Борис спикер"), tmp_path / "store"
    run(source, store, DOUBTING)
    assert posts(exported(store)) == ["мэр"]
    assert "Борис" in exported(store)
    summary = build([source], store, DOUBTING, skipped=ignore, minimum=0.2)
    assert (summary.unchanged, posts(exported(store))) == (2, ["мэр", "спикер"])
    run(source, store, DOUBTING)
    assert posts(exported(store)) == ["мэр", "спикер"]  # the store remembers
    build([source], store, DOUBTING, skipped=ignore, minimum=0.9)
    assert posts(exported(store)) == []


@pytest.mark.parametrize(("minimum", "shown"), [(0.0, ["мэр", "спикер"]), (0.5, ["мэр"]), (0.9, [])])
def test_an_export_may_ask_for_more_or_less_than_the_store_shows(
    tmp_path: Path, minimum: float, shown: list[str]
) -> None:
    source, store = write(tmp_path / "a.txt", "1 Анна мэр", "2 Борис спикер"), tmp_path / "store"
    run(source, store, DOUBTING)
    before, asked = exported(store), quads_at(store, minimum)
    assert posts(asked) == shown
    assert (asked == before) == (minimum == 0.5)
    assert exported(store) == before
    build([source], store, DOUBTING, skipped=ignore, minimum=minimum)
    assert exported(store) == asked


@pytest.mark.parametrize(("minimum", "shown"), [(0.0, ["мэр", "спикер"]), (0.5, ["мэр"])])
def test_graphs_of_single_articles_leave_out_what_is_unlikely(
    tmp_path: Path, minimum: float, shown: list[str]
) -> None:
    source = write(tmp_path / "a.txt", "1 Анна мэр", "2 Борис спикер")
    graphs = article_graphs([source], DOUBTING, skipped=ignore, minimum=minimum)
    assert posts("".join(graph.turtle.decode() for graph in graphs)) == shown


@pytest.mark.parametrize("format", ["turtle", "nquads", "trig", "jsonld"])
def test_exports_do_not_hang_on_the_order_of_articles(tmp_path: Path, format: str) -> None:
    lines = ["a1 Лосева министр", "a2 Лосева ректор", "a3 Котов посол"]
    run(write(tmp_path / "a", *lines), tmp_path / "one")
    run(write(tmp_path / "b", *reversed(lines)), tmp_path / "two")
    assert exported(tmp_path / "one", format) == exported(tmp_path / "two", format)


def test_a_new_store_looks_for_reprints_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []

    def counted(articles: Iterable[Printed]) -> Mapping[str, str]:
        looked.append(articles)
        return originals(articles)

    monkeypatch.setattr("kg.rdf.texts.originals", counted)
    run(write(tmp_path / "a", "a1 Лосева министр", "a2 Лосева ректор"), tmp_path / "store")
    assert len(looked) == 1


def test_settling_leaves_the_garbage_collector_as_it_was(tmp_path: Path) -> None:
    def failing(found: Iterable[Extraction], previous: Ids, former: Former) -> FakeResolution:
        assert not gc.isenabled()
        raise KgError("no")

    with pytest.raises(KgError, match="no"):
        run(write(tmp_path / "a", "a1 Лосева министр"), tmp_path / "store", replace(STAGES, resolve=failing))
    assert gc.isenabled()


def test_extracting_needs_no_store(tmp_path: Path) -> None:
    source = write(tmp_path / "a", "a1 Лосева министр")
    (graph,) = article_graphs([source], STAGES, skipped=ignore)
    assert graph.article_id == "a1"
    assert '"министр"@ru' in graph.turtle.decode()


def test_an_article_whose_graph_fails_does_not_lose_the_others(tmp_path: Path) -> None:
    def picky(found: Iterable[Extraction], previous: Ids, former: Former) -> FakeResolution:
        (extraction,) = found
        return resolve([extraction] if extraction.article.id == "a2" else [], previous, former)

    problems: list[ReadError] = []
    source = write(tmp_path / "a", "a1 Лосева министр", "a2 Котов посол")
    graphs = article_graphs([source], replace(STAGES, resolve=picky), skipped=problems.append)
    assert [graph.article_id for graph in graphs] == ["a2"]
    assert "a1 could not be analysed (KeyError" in str(problems[0])


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A file of 250 articles, and what is exported when its build is not disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    source = write(folder / "a", *(f"a{n} Имя{n % 40} министр" for n in range(250)))
    run(source, folder / "store")
    return source, exported(folder / "store")


def kill_and_continue(tmp_path: Path, delay: float, undisturbed: tuple[str, str]) -> None:
    """Kill a build in another process after `delay` seconds, then build again."""
    source, expected = undisturbed
    program = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); from test_pipeline import *;"
        f"print('started', flush=True); run({source!r}, Path({str(tmp_path / 'store')!r}))"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    time.sleep(delay)
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    run(source, tmp_path / "store")
    assert exported(tmp_path / "store") == expected


@pytest.mark.parametrize("delay", [0.05, 0.3])
def test_a_killed_build_leaves_a_store_that_opens_and_continues(
    tmp_path: Path, delay: float, undisturbed: tuple[str, str]
) -> None:
    kill_and_continue(tmp_path, delay, undisturbed)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(50))
def test_a_build_may_be_killed_at_any_moment(
    tmp_path: Path, number: int, undisturbed: tuple[str, str]
) -> None:
    kill_and_continue(tmp_path, number * 0.02, undisturbed)
