"""`MapView` → pyvis `Network`: shapes, colours, sizes, positions, options of vis-network."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from kg.export.map.layout import lay_out
from kg.export.map.view import MapEdge, MapNode, MapView
from kg.model import Kind

# Told apart by shape first, then by colour: hues after Okabe and Ito (2008), darkened to 4.5:1 on white.
SHAPES: dict[Kind, tuple[str, str]] = {
    Kind.PERSON: ("circle", "#0067a5"),
    Kind.DELEGATION: ("hexagon", "#2b2f77"),
    Kind.VISIT: ("diamond", "#c24a00"),
    Kind.MEETING: ("triangle", "#8a6100"),
    Kind.AGREEMENT: ("page", "#a3246f"),
    Kind.COUNTRY: ("ring", "#00624a"),
    Kind.REGION: ("pentagon", "#007a5e"),
    Kind.CITY: ("pin", "#2f7d86"),
    Kind.ORGANIZATION: ("square", "#56616b"),
    Kind.PROGRAMME_EVENT: ("star", "#7a4fb0"),
    Kind.FACILITY: ("trapezoid", "#7a5a3a"),
}
EDGE, FAINT = "#9aa3ab", "#c9cfd4"
MANY = 600  # lines from which on they are drawn fainter

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "multiselect": False,
        "zoomSpeed": 0.6,
    },
    "nodes": {"borderWidth": 0, "chosen": False},
    "edges": {
        "smooth": False,
        "selectionWidth": 0,
        "hoverWidth": 0,
        "chosen": False,
        "arrows": {"to": {"scaleFactor": 0.45}},
    },
}


def build_network(view: MapView) -> Any:
    """A `pyvis.network.Network` with every node at its place, physics off.

    No `title` is given: pyvis and vis-network read it as HTML. The page draws labels itself, as text.
    """
    from pyvis.network import Network  # half a second: IPython comes with it

    network = Network(directed=True)
    places = lay_out([node.key for node in view.nodes], ((edge.source, edge.target) for edge in view.edges))
    shown = _shown_degrees(view.edges)
    for node in view.nodes:
        _add_node(network, node, places[node.key], shown.get(node.key, 0))
    # Network.add_edge looks through all nodes and edges each time: 30 s for 20 000
    network.edges.extend(_edge(edge) for edge in view.edges)
    network.options = OPTIONS | {"edges": OPTIONS["edges"] | _line(len(view.edges))}
    return network


def _line(lines: int) -> dict[str, Any]:
    colour, width = (EDGE, 1.2) if lines < MANY else (FAINT, 0.8)
    return {"color": {"inherit": False, "color": colour}, "width": width}


def _shown_degrees(edges: Iterable[MapEdge]) -> dict[str, int]:
    degrees: dict[str, int] = {}
    for edge in edges:
        for end in (edge.source, edge.target):
            degrees[end] = degrees.get(end, 0) + 1
    return degrees


def _add_node(network: Any, node: MapNode, place: tuple[int, int], degree: int) -> None:
    _, colour = SHAPES[node.kind]
    size = round(min(26.0, 8 + 2.2 * math.sqrt(degree)), 1)
    x, y = place
    network.add_node(node.key, node.name, "custom", colour, size=size, x=x, y=y, kind=node.kind.value)


def _edge(edge: MapEdge) -> dict[str, Any]:
    drawn: dict[str, Any] = {"id": edge.key, "from": edge.source, "to": edge.target}
    if edge.arrow:
        drawn["arrows"] = "to"
    if edge.doubtful:
        drawn["dashes"] = [5, 4]
    return drawn
