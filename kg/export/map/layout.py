"""Where each node stands: computed here, so that the page opens at once and the same way every time.

ForceAtlas2 (Jacomy et al. 2014, https://doi.org/10.1371/journal.pone.0098679; networkx) places the nodes
with two or more neighbours, those with one fan out around it, nodes that touch are pushed apart, and
components are packed in rows. All that happens in a plane stretched upwards, because labels are wide and low;
it is flattened last.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

GAP = 105.0  # least distance between two nodes before flattening, in canvas units (a small node is 20 wide)
FLAT = 0.62  # height of a label with its node, by its width
ASPECT = 1.0  # width of the whole by its height
WORK = 2e7  # pairs of nodes that the force layout may visit in all: one or two seconds
ROUND = 3000  # what a round of forces costs besides its pairs, in pairs
ROUNDS = 150  # of forces where WORK allows, LEAST where it doesn't
LEAST = 20
# what is left of WORK pays for drawing small components several times to choose from
TRIES = [(gravity, seed) for seed in (7, 8, 9, 10) for gravity in (2.0, 5.0)]


class Effort(NamedTuple):
    """What the drawing of a component may cost."""

    rounds: int  # of forces
    tries: Sequence[tuple[float, int]]  # gravity and seed of each


def lay_out(nodes: Sequence[str], edges: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Integer positions of all nodes; the order of `nodes` and `edges` decides, nothing else does."""
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((source, target) for source, target in edges if source != target)
    order = {node: index for index, node in enumerate(nodes)}
    components = [sorted(component, key=order.__getitem__) for component in nx.connected_components(graph)]
    components.sort(key=lambda component: (-len(component), order[component[0]]))
    if not components:
        return {}
    cores = [[node for node in component if graph.degree(node) > 1] for component in components]
    placed = [
        _place(nx.Graph(graph.subgraph(component)), component, core, effort)
        for component, core, effort in zip(components, cores, efforts(cores), strict=True)
    ]
    return _pack(list(zip(components, placed, strict=True)))


def efforts(cores: Sequence[Sequence[str]]) -> list[Effort]:
    """Fewer rounds for all where one drawing of each costs too much; what is left buys tries, evenly."""
    costs = [ROUNDS * (len(core) ** 2 + ROUND) if len(core) > 1 else 0 for core in cores]
    rounds = int(min(ROUNDS, max(LEAST, ROUNDS * WORK / max(sum(costs), 1))))
    share = max(0.0, WORK - sum(costs)) / max(sum(cost > 0 for cost in costs), 1)
    return [Effort(rounds, TRIES[: 1 + int(share / cost)] if cost else TRIES[:1]) for cost in costs]


def _place(graph: nx.Graph, nodes: Sequence[str], core: Sequence[str], effort: Effort) -> Points:
    """Positions of one connected component, row by row as in `nodes`: of several tries the best."""
    if len(nodes) <= 2:
        return np.array([[GAP * 1.5 * index, 0.0] for index in range(len(nodes))])
    drawn = (_draw(graph, nodes, core, effort.rounds, *each) for each in effort.tries)
    if len(effort.tries) == 1:
        return next(drawn)
    index = {node: row for row, node in enumerate(nodes)}
    lines = np.array([(index[one], index[other]) for one, other in graph.edges])
    return min(drawn, key=lambda points: _cost(points, lines))


def _draw(
    graph: nx.Graph, nodes: Sequence[str], core: Sequence[str], rounds: int, gravity: float, seed: int
) -> Points:
    placed = dict(zip(core, _force(graph, core, rounds, gravity, seed), strict=True))
    for node in core:
        leaves = sorted(leaf for leaf in graph[node] if graph.degree(leaf) == 1)
        placed.update(_fan(placed, node, leaves, sorted(each for each in graph[node] if each in placed)))
    return _separate(_turn(np.array([placed[node] for node in nodes])))


def _cost(points: Points, lines: NDArray[np.int64]) -> float:
    """Size of the drawing, a fiftieth more for each crossing of lines."""
    size = float(np.ptp(points, axis=0).max())
    return size * (1 + 0.02 * _crossings(points[lines[:, 0]], points[lines[:, 1]]))


def _crossings(starts: Points, stops: Points) -> int:
    """How many pairs of segments cross; those that share an end don't."""
    along = stops - starts
    to_starts = starts[None] - starts[:, None]
    to_stops = stops[None] - starts[:, None]
    sides = _cross(along[:, None], to_starts) * _cross(along[:, None], to_stops) < -1e-6
    return int((sides & sides.T).sum()) // 2


def _cross(one: Points, other: Points) -> Points:
    product: Points = one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]
    return product


def _force(graph: nx.Graph, core: Sequence[str], rounds: int, gravity: float, seed: int) -> Points:
    if len(core) == 1:
        return np.zeros((1, 2))
    ordered = nx.Graph()
    ordered.add_nodes_from(core)
    ordered.add_edges_from((one, other) for one in core for other in sorted(graph[one]) if other in ordered)
    found = nx.forceatlas2_layout(
        ordered,
        nx.circular_layout(ordered) if len(core) < 4 else nx.random_layout(ordered, seed=seed),
        max_iter=rounds,
        scaling_ratio=3.0,
        gravity=gravity,
        node_mass={node: 1 + graph.degree(node) for node in core},
        seed=seed,
    )
    return _scaled(np.array([found[node] for node in core], dtype=float), ordered, core)


def _scaled(points: Points, graph: nx.Graph, nodes: Sequence[str]) -> Points:
    """Scaled until the median edge is a little longer than the room that two nodes need."""
    index = {node: row for row, node in enumerate(nodes)}
    pairs = np.array([(index[one], index[other]) for one, other in graph.edges])
    lengths = np.linalg.norm(points[pairs[:, 0]] - points[pairs[:, 1]], axis=1)
    points = points - points.mean(axis=0)
    return points * (1.9 * GAP / max(float(np.median(lengths)), 1e-9))


def _fan(
    placed: Mapping[str, Points], node: str, leaves: Sequence[str], neighbours: Sequence[str]
) -> dict[str, Points]:
    """Leaves of a node on arcs that look away from its other neighbours."""
    centre = placed[node]
    away = centre - np.mean([placed[each] for each in neighbours], axis=0) if neighbours else np.zeros(2)
    middle = math.atan2(away[1], away[0])
    found: dict[str, Points] = {}
    rest, ring = list(leaves), 1
    spread = 2 * math.pi if not neighbours else 1.25 * math.pi
    while rest:
        radius = GAP * (0.6 + 0.75 * ring)
        room = max(1, int(spread * radius / (0.8 * GAP)))
        row, rest = rest[:room], rest[room:]
        for place, leaf in enumerate(row):
            angle = middle + (place - (len(row) - 1) / 2) * spread / max(room, 1)
            found[leaf] = centre + radius * np.array([math.cos(angle), math.sin(angle)])
        ring += 1
    return found


def _turn(points: Points) -> Points:
    """Turned so that the longest stretch stands upright: flattening evens it out."""
    centred = points - points.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    turned: Points = centred @ vectors
    return turned * np.where(turned[0] < 0, -1.0, 1.0)


def _separate(points: Points) -> Points:
    """Nodes nearer than `GAP` are pushed apart, half of what is missing at a time."""
    points = points + np.random.default_rng(TRIES[0][1]).normal(0, 0.01, points.shape)
    for _ in range(150):
        order = np.argsort(points[:, 0], kind="stable")
        push = _push(points[order])
        if not push.any():
            break
        points[order] += 0.8 * push
    return points


def _push(points: Points) -> Points:
    """How far each point should move; `points` are sorted by x, so near ones stand near in the array too."""
    push = np.zeros_like(points)
    for step in range(1, len(points)):
        apart = points[step:] - points[:-step]
        if apart[:, 0].min() >= GAP:
            break
        distance = np.hypot(apart[:, 0], apart[:, 1])
        missing = np.where(distance < 0.98 * GAP, GAP - distance, 0.0) / np.maximum(distance, 1e-6)
        move = 0.5 * missing[:, None] * apart
        push[step:] += move
        push[:-step] -= move
    return push


def _pack(components: Sequence[tuple[Sequence[str], Points]]) -> dict[str, tuple[int, int]]:
    """Components side by side, flattened: of several arrangements the one that a screen shows largest."""
    arrangements = [
        _rows([(nodes, _flat(points, level)) for nodes, points in components], down, length)
        for level in (False, True)
        for down in (False, True)
        for length in (0.5, 0.7, 1.0, 1.4, 2.0)
    ]
    best = min(arrangements, key=_extent)
    width, height = np.ptp(np.array(list(best.values())), axis=0)
    stretch = min(1 / FLAT, max(1.0, float(width) / ASPECT / max(float(height), GAP)))  # room left is used
    return {node: (round(x), round(stretch * y)) for node, (x, y) in best.items()}


def _flat(points: Points, level: bool) -> Points:
    """Upright or level, flattened, from zero up."""
    flat: Points = (points[:, ::-1] if level else points) * np.array([1.0, FLAT])
    lowest: Points = flat.min(axis=0)
    return flat - lowest


def _extent(places: Mapping[str, tuple[float, float]]) -> float:
    width, height = np.ptp(np.array(list(places.values())), axis=0)
    return max(float(width) / ASPECT, float(height))


def _rows(
    boxes: Sequence[tuple[Sequence[str], Points]], down: bool, length: float
) -> dict[str, tuple[float, float]]:
    """Boxes in rows (columns if `down`) about `length` times as long as the side of their common square."""
    margin = 1.3 * GAP * np.array([1.0, FLAT])
    sizes = [np.ptp(points, axis=0) + margin for _, points in boxes]
    along, across = (1, 0) if down else (0, 1)
    limit = max([length * math.sqrt(sum(float(s.prod()) for s in sizes)), *(float(s[along]) for s in sizes)])
    found: dict[str, tuple[float, float]] = {}
    corner, depth = np.zeros(2), 0.0
    for (nodes, points), size in zip(boxes, sizes, strict=True):
        if corner[along] and corner[along] + size[along] > limit:
            corner[along], corner[across], depth = 0.0, corner[across] + depth, 0.0
        found.update(
            (node, (float(x), float(y))) for node, (x, y) in zip(nodes, points + corner, strict=True)
        )
        corner[along] += size[along]
        depth = max(depth, float(size[across]))
    return found
