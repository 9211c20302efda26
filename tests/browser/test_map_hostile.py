"""Text from articles stays text, wherever in the graph it stands."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from playwright.sync_api import expect

from kg.export.map import write_map

pytestmark = pytest.mark.browser
KG = "https://w3id.org/entity-kg/ontology#"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(2)</script>",
    "</title></style><svg onload=alert(3)>",
    "javascript:alert(4)",
    "{{7*7}}{% raw %}",
    "<a href=https://evil.example/?href=1>Коми</a>",
    "первая\u2028вторая\u2029третья",
    "&lt;b&gt; &amp;",
    "'); alert(5); ('",
    "<!-- --><!--<script>",
]
TERMS = {
    "kg": KG,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
}


def term(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(TERMS[prefix] + local if prefix in TERMS else f"https://w3id.org/entity-kg/id/{name}")


def hostile_store(text: str) -> ox.Store:
    """A visit of a person to a city, with the text in every literal."""
    store = ox.Store()
    things = {
        "p": "Person",
        "d": "Delegation",
        "v": "Visit",
        "c": "City",
        "a": "Article",
        "k": "Claim",
        "o": "Post",
    }
    links = ["p kg:memberOf d", "d kg:makes v", "v kg:destination c", "p kg:holdsPost o", "o kg:postIn c"]
    links += ["k rdf:subject v", "k rdf:predicate kg:destination", "k rdf:object c", "k kg:evidence e"]
    links += ["k prov:wasDerivedFrom a", "v prov:wasDerivedFrom a"]
    literals = [
        "p skos:prefLabel",
        "c skos:altLabel",
        "o kg:role",
        "v kg:status",
        "p kg:occupation",
        "v kg:startDate",
    ]
    literals += [
        "e nif:anchorOf",
        "a schema:headline",
        "a schema:url",
        "a schema:publisher",
        "a schema:datePublished",
    ]
    for name, kind in things.items():
        store.add(ox.Quad(term(name), term("rdf:type"), ox.NamedNode(KG + kind)))
    for link in links:
        subject, predicate, thing = map(term, link.split())
        store.add(ox.Quad(subject, predicate, thing))
    for literal in literals:
        subject, predicate = map(term, literal.split())
        store.add(ox.Quad(subject, predicate, ox.Literal(text)))
    return store


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_shown(open_map, tmp_path: Path, text: str) -> None:  # type: ignore[no-untyped-def]  # the type lives in conftest.py
    path = tmp_path / "map.html"
    with path.open("wb") as out:
        write_map(hostile_store(text), out, title=text)
    page = open_map(path).page
    assert page.title().split() == text.split()
    page.locator("#search").fill(text)
    for key in ("p", "c", "v", "d"):
        page.evaluate("key => kgMap.choose(key)", key)
        place = page.evaluate("key => kgMap.place(key)", key)
        page.mouse.move(place["x"], place["y"])
    page.evaluate("kgMap.choose('v')")
    assert page.locator("#panel blockquote").first.text_content() == text
    assert page.locator("#panel a").count() == 0
    page.evaluate("kgMap.choose('p')")
    assert page.locator("#panel h2").text_content() == text
    page.locator("#show-table").click()
    expect(page.locator("#table")).to_contain_text(" ".join(text.split()))
    assert page.locator("img, iframe, object, svg[onload]").count() == 0
    assert page.evaluate("document.scripts.length") == 3
