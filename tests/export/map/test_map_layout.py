"""Positions: fixed, apart, and soon enough."""

from __future__ import annotations

import itertools
import math

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.map.layout import FLAT, GAP, LEAST, ROUND, TRIES, WORK, efforts, lay_out

NODES = [f"n{number}" for number in range(12)]
PAIRS = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=20)


def distances(places: dict[str, tuple[int, int]]) -> list[float]:
    """Distances as they were before flattening."""
    points = [(x, y / FLAT) for x, y in places.values()]
    return [math.dist(one, other) for one, other in itertools.combinations(points, 2)]


@settings(max_examples=8, deadline=None)
@given(PAIRS)
def test_all_nodes_stand_apart_and_always_at_the_same_place(edges: list[tuple[str, str]]) -> None:
    places = lay_out(NODES, edges)
    assert sorted(places) == sorted(NODES)
    assert places == lay_out(NODES, edges)
    assert min(distances(places)) > 0.6 * GAP


def test_nothing_to_place() -> None:
    assert lay_out([], []) == {}


@pytest.mark.parametrize("leaves", [1, 2, 3, 40])
def test_a_star_has_room_for_all(leaves: int) -> None:
    nodes = ["hub", *(f"leaf{number}" for number in range(leaves))]
    places = lay_out(nodes, [("hub", node) for node in nodes[1:]])
    assert min(distances(places)) > 0.6 * GAP


def test_hundreds_of_nodes_do_not_touch() -> None:
    graph = nx.powerlaw_cluster_graph(400, 2, 0.3, seed=1)
    nodes = [str(node) for node in graph]
    places = lay_out(nodes, [(str(one), str(other)) for one, other in graph.edges])
    near = sum(distance < 0.5 * GAP for distance in distances(places))
    assert near < len(nodes) / 50


@given(st.lists(st.integers(0, 400), min_size=1, max_size=20))
def test_drawing_costs_no_more_than_its_budget(sizes: list[int]) -> None:
    cores = [["node"] * size for size in sizes]
    cost = sum(
        effort.rounds * len(effort.tries) * (len(core) ** 2 + ROUND)
        for core, effort in zip(cores, efforts(cores), strict=True)
        if len(core) > 1
    )
    least = sum(LEAST * (size**2 + ROUND) for size in sizes)
    assert cost <= max(WORK, least)


def test_what_is_small_is_drawn_several_times() -> None:
    cores = [["node"] * 10]
    assert [len(effort.tries) for effort in efforts(cores)] == [len(TRIES)]
