"""What the last settlement leaves for the next one, so that it need not look at every article."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, unquote

import pyoxigraph as ox

from kg.store.changes import apply, load
from kg.store.keys import KeyRows
from kg.store.rows import TERMS, as_node, as_text

GRAPH = ox.NamedNode(TERMS + "kept")
HEADER = ox.NamedNode(TERMS + "ledger")
VERSION = ox.NamedNode(TERMS + "version")
DIGEST = ox.NamedNode(TERMS + "digest")
KEYS = ("nodes", "casts", "places", "bands", "notables")
THING = TERMS + "thing/"


class Kept:
    """Keys of nodes, casts of articles, what they say of places, bands of their texts, digests of
    portraits.

    They hold together with the published graphs, as long as `version` says so. The details of `nodes` and
    `notables` are node keys, those of `casts` and `places` what the names were made from, those of `bands`
    empty.
    """

    def __init__(self, database: ox.Store) -> None:
        self._database = database
        self.keys = {name: KeyRows(database, name) for name in KEYS}
        self.nodes, self.casts, self.places, self.bands, self.notables = self.keys.values()

    def begin(self, version: str) -> bool:
        """True if all holds as code of this version left it. From now on nothing is sure, until `end`."""
        found = list(self._database.quads_for_pattern(HEADER, VERSION, None, GRAPH))
        apply(self._database, found, ())
        return [as_text(quad.object) for quad in found] == [version]

    def end(self, version: str) -> None:
        """From now on all holds."""
        apply(self._database, (), [ox.Quad(HEADER, VERSION, ox.Literal(version), GRAPH)])

    def forget_keys(self) -> None:
        """Take the keys of all articles away."""
        for rows in self.keys.values():
            rows.clear()

    def load_keys(self, text: bytes) -> None:
        """Give articles keys that they do not have, as `key_rows` in N-Quads."""
        load(self._database, text)

    def digests(self) -> dict[str, str]:
        """The digests of what is published of things, by id; where there is none, nothing is sure."""
        rows = self._database.quads_for_pattern(None, DIGEST, None, GRAPH)
        return {_thing(quad.subject): as_text(quad.object) for quad in rows}

    def set_digests(self, digests: Mapping[str, str | None]) -> None:
        """Note the digests of these things; None takes one away."""
        subjects = {id: ox.NamedNode(THING + quote(id, safe="")) for id in digests}
        find = self._database.quads_for_pattern
        present = {row for node in subjects.values() for row in find(node, DIGEST, None, GRAPH)}
        wanted = {
            ox.Quad(subjects[id], DIGEST, ox.Literal(digest), GRAPH)
            for id, digest in digests.items()
            if digest is not None
        }
        apply(self._database, present - wanted, wanted - present)

    def fill_digests(self, digests: Mapping[str, str]) -> None:
        """Note the digests of all things."""
        before = dict.fromkeys(self.digests().keys() - digests.keys())
        self.set_digests({**before, **digests})


def _thing(subject: object) -> str:
    return unquote(as_node(subject).value.removeprefix(THING))
