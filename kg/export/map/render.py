"""`MapView` → one page: pyvis's network, vis-network's script and our own, nothing fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import asdict
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kg.export.map import words
from kg.export.map.network import SHAPES, build_network
from kg.export.map.view import EVENTS, ORDER, MapView
from kg.model import Kind, Status

ASSETS = files("kg.export.map") / "assets"
SCRIPTS = ("model.js", "graph.js", "labels.js", "panel.js", "table.js", "filters.js", "search.js", "page.js")
# In JSON these stand in strings only, where an escape means the same and can't end or begin a tag or a line.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def render_page(view: MapView) -> str:
    """The whole page. Equal views give equal pages."""
    network = build_network(view)
    library, script = Markup(_inline(vis_network())), Markup(_inline(_own_script()))
    template = _environment().from_string(_asset("map.html"))
    return template.render(
        view=view,
        style=Markup(_asset("map.css")),
        library=library,
        script=script,
        script_sources=" ".join(_source_hash(text) for text in (library, script)),
        data=Markup(page_data(view, network)),
        summary=_summary(view),
        omitted=_omitted(view),
    )


def page_data(view: MapView, network: Any) -> str:
    """What the script reads, as JSON without a character that HTML or JavaScript could take for mark-up."""
    nodes, edges, _, _, _, options = network.get_network_data()
    data = {
        "network": {"nodes": nodes, "edges": edges, "options": json.loads(options)},
        "nodes": [asdict(node) for node in view.nodes],
        "edges": [asdict(edge) for edge in view.edges],
        "facts": [asdict(fact) for fact in view.facts],
        "quotes": view.quotes,
        "articles": [asdict(each) | {"day": words.day(each.published or "")} for each in view.articles],
        "kinds": [_kind(kind, view) for kind in ORDER],
        "statuses": [_status(status) for status in words.FILTERED if _has_status(view, status)],
        "title": view.title,
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).translate(ESCAPES)


def vis_network() -> str:
    """The script of vis-network as the installed pyvis ships it.

    Its style sheet is left out: it only serves buttons and tooltips that the page does not use.
    Raises FileNotFoundError if this pyvis has none.
    """
    spec = find_spec("pyvis")
    home = Path(spec.origin).parent if spec and spec.origin else Path()
    found = sorted(home.glob("templates/lib/vis-*/vis-network.min.js"), key=_version)
    if not found:
        raise FileNotFoundError("pyvis ships no vis-network.min.js: install pyvis 0.3.2")
    return found[-1].read_text(encoding="utf-8")


def _version(path: Path) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", path.parent.name))


def _inline(script: str) -> str:
    """A script that can stand inside an element: `</script` and `<!--` would end it or hide its end."""
    return re.sub(r"<(?=/script|!--)", r"\\x3c", script, flags=re.IGNORECASE)


def _own_script() -> str:
    return "(() => {\n'use strict';\n" + "\n".join(_asset(name) for name in SCRIPTS) + "\n})();"


def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _source_hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _kind(kind: Kind, view: MapView) -> dict[str, Any]:
    shape, colour = SHAPES[kind]
    return {
        "id": kind.value,
        "one": words.KINDS[kind][0],
        "many": words.PLURALS[kind],
        "shape": shape,
        "colour": colour,
        "event": kind in EVENTS,
        "total": sum(node.kind is kind for node in view.nodes),
    }


def _status(status: Status) -> dict[str, Any]:
    word = {kind.value: words.status_word(kind, status) for kind in EVENTS}
    return {"id": status.value, "name": words.FILTERED[status], "words": dict(sorted(word.items()))}


def _has_status(view: MapView, status: Status) -> bool:
    return any(node.status == status.value for node in view.nodes)


def _summary(view: MapView) -> str:
    """`3 визита, 12 персон · 40 цитат из 9 статей`: what the map is made of."""
    kinds = (Kind.VISIT, Kind.DELEGATION, Kind.PERSON, Kind.MEETING, Kind.AGREEMENT)
    totals = {kind: sum(node.kind is kind for node in view.nodes) for kind in kinds}
    things = ", ".join(words.count(total, words.KINDS[kind]) for kind, total in totals.items() if total)
    quotes, articles = len(view.quotes), len(view.articles)
    source = (
        f"{words.count(quotes, words.QUOTES)} из {words.count(articles, words.ARTICLES)}" if articles else ""
    )
    return " · ".join(filter(None, (things or "связей не найдено", source)))


def _omitted(view: MapView) -> str:
    """What the limit left out, in words; empty if nothing."""
    left = ", ".join(words.count(number, words.KINDS[Kind(kind)]) for kind, number in view.omitted.items())
    if not left:
        return ""
    total = len(view.nodes) + sum(view.omitted.values())
    return f"Показаны {len(view.nodes)} самых связанных из {total}. Не поместились: {left}."
