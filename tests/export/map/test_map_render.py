"""The page as text: what it may and may not hold."""

from __future__ import annotations

import io
import json
import re

import pyoxigraph as ox
import pytest

from kg.export.map import write_map
from kg.export.map.render import vis_network

PREFIXES = """
@prefix kg: <https://w3id.org/entity-kg/ontology#> .
@prefix id: <https://w3id.org/entity-kg/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def page(name: str, title: str | None = None) -> str:
    store, out = ox.Store(), io.BytesIO()
    person, label = ox.NamedNode("https://w3id.org/entity-kg/id/p"), ox.Literal(name, language="ru")
    store.load(
        (PREFIXES + "id:p a kg:Person ; kg:memberOf id:d . id:d a kg:Delegation .").encode(),
        ox.RdfFormat.TURTLE,
    )
    store.add(ox.Quad(person, ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), label))
    write_map(store, out, title=title)
    return out.getvalue().decode()


def data(text: str) -> str:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize(
    "name",
    [
        "</script><script>alert(1)</script>",
        "<!--",
        "{{7*7}}",
        "{% raw %}",
        "a\u2028b\u2029c",
        '"><img src=x>',
        "&lt;",
    ],
)
def test_names_come_through_unchanged_and_unable_to_act(name: str) -> None:
    text = data(page(name))
    assert not set(text) & set("<>&\u2028\u2029")
    assert name in {node["name"] for node in json.loads(text)["nodes"]}


def test_the_title_is_escaped() -> None:
    assert "<h1>&lt;b&gt;Коми&lt;/b&gt;</h1>" in page("Анна", title="<b>Коми</b>")


def test_nothing_is_fetched() -> None:
    text = page("Анна").replace(vis_network(), "")
    assert not re.findall(r'(?:src|href)\s*=\s*["\']?(?:https?:)?//', text)
    assert not re.findall(r"url\(|@import", text)


def test_scripts_are_allowed_by_their_hashes_only() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page("Анна"))
    assert policy
    assert "default-src &#39;none&#39;" in policy[1] or "default-src 'none'" in policy[1]
    assert policy[1].count("sha256-") == 2
    assert "unsafe-eval" not in policy[1]
    assert re.search(r"script-src[^;]*unsafe-inline", policy[1]) is None


def test_no_attribute_gives_html_to_vis_network() -> None:
    network = json.loads(data(page("Анна")))["network"]
    assert all("title" not in each for each in network["nodes"] + network["edges"])
    assert network["options"]["physics"] == {"enabled": False}
