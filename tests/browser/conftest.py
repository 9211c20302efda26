"""Pages of the map, opened in a headless Chromium that may load nothing but the page itself."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Request, sync_playwright

from kg.export.map import write_map

SAMPLE = Path(__file__).parent.parent / "export" / "map" / "sample.trig"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PREFIXES = """
@prefix kg: <https://w3id.org/entity-kg/ontology#> .
@prefix id: <https://w3id.org/entity-kg/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
Open = Callable[..., "Opened"]


@dataclass
class Opened:
    """An open page and everything that should not have happened on it."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on the path: run `make browser` or set CHROMIUM")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_map(chromium: Browser) -> Iterator[Open]:
    """Opens a page; at the end fails on errors, dialogs, and requests for anything but the page."""
    opened: list[Opened] = []

    def open_page(path: Path, state: str = "", size: tuple[int, int] = (1280, 800)) -> Opened:
        page = chromium.new_page(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
        watched = Opened(page)
        opened.append(watched)
        watch(watched, path.as_uri())
        page.goto(f"{path.as_uri()}#{state}")
        page.wait_for_selector("html[data-ready=true], html[data-ready=failed]", timeout=20_000)
        return watched

    yield open_page
    for each in opened:
        each.page.close()
        assert each.errors == []
        assert each.requests == []


def watch(opened: Opened, address: str) -> None:
    def note_request(request: Request) -> None:
        if request.url.partition("#")[0] != address and not request.url.startswith("blob:"):
            opened.requests.append(request.url)

    def note_error(error: Error) -> None:
        opened.errors.append(str(error))

    def note_dialog(dialog: Dialog) -> None:
        opened.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def note_message(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            opened.errors.append(message.text)

    opened.page.on("request", note_request)
    opened.page.on("pageerror", note_error)
    opened.page.on("dialog", note_dialog)
    opened.page.on("console", note_message)


def load(turtle: str | bytes, format: ox.RdfFormat = ox.RdfFormat.TURTLE) -> ox.Store:
    store = ox.Store()
    store.load(turtle if isinstance(turtle, bytes) else turtle.encode(), format=format)
    return store


def write_page(store: ox.Store, path: Path) -> Path:
    with path.open("wb") as out:
        write_map(store, out)
    return path


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = load(SAMPLE.read_bytes(), ox.RdfFormat.TRIG)
    return write_page(store, tmp_path_factory.mktemp("sample") / "map.html")


@pytest.fixture(scope="session")
def large_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(load(large_graph(2400)), tmp_path_factory.mktemp("large") / "map.html")


def large_graph(size: int) -> str:
    """About `size` nodes in the proportions of a news archive: visits of delegations of a few people each."""
    chance = random.Random(5)
    lines = [PREFIXES]
    places = [f"id:place-{n}" for n in range(size // 20)]
    bodies = [f"id:body-{n}" for n in range(size // 12)]
    people = [f"id:person-{n}" for n in range(size // 2)]
    for n, place in enumerate(places):
        kind = ("Region", "Country", "City")[n % 3]
        lines.append(f'{place} a kg:{kind} ; skos:prefLabel "Край номер {n}"@ru .')
    lines += [
        f'{body} a kg:Organization ; skos:prefLabel "Ведомство {n}"@ru .' for n, body in enumerate(bodies)
    ]
    lines += [f'{each} a kg:Person ; skos:prefLabel "Пётр Озёрный-{n}"@ru .' for n, each in enumerate(people)]
    for n in range(size // 6):
        visit, delegation = f"id:visit-{n}", f"id:delegation-{n}"
        day = f"20{chance.randrange(18, 26)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
        status = chance.choice(("planned", "happened", "happened", "cancelled", "ongoing"))
        home, goal = chance.choices(places, k=2, weights=[1 / (m + 1) for m in range(len(places))])
        lines.append(
            f'{visit} a kg:Visit ; kg:destination {goal} ; kg:status "{status}" ; '
            f'kg:startDate "{day}"^^xsd:date .'
        )
        lines.append(
            f"{delegation} a kg:Delegation ; kg:makes {visit} ; kg:sentBy {home}, {chance.choice(bodies)} ."
        )
        lines += [f"{each} kg:memberOf {delegation} ." for each in chance.sample(people, 4)]
        lines += claim(
            f"{n}", visit, "destination", goal, f"Предложение номер {n} называет место и день поездки."
        )
    return "\n".join(lines)


def claim(name: str, subject: str, predicate: str, thing: str, quote: str) -> list[str]:
    article, evidence = f"id:article-{name}", f"id:evidence-{name}"
    return [
        f'{article} a kg:Article ; dct:identifier "{name}" ; schema:headline "Заметка {name}"@ru .',
        f'{evidence} nif:beginIndex 0 ; nif:endIndex {len(quote)} ; nif:anchorOf "{quote}" .',
        f"id:claim-{name} a kg:Claim ; rdf:subject {subject} ; rdf:predicate kg:{predicate} ;"
        f" rdf:object {thing} ; kg:confidence 0.9 ; kg:evidence {evidence} ; prov:wasDerivedFrom {article} .",
    ]
