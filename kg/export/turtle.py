"""Turtle: sorted, grouped by subject, the same bytes for the same triples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from kg.rdf.vocabulary import PREFIXES, TYPE

Subject = NamedNode | BlankNode | Triple
A = TYPE.value
CHUNK = 10_000  # subjects per call of the serializer: bounds what it holds at once


def write_turtle(triples: Iterable[Triple], out: BinaryIO, prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Write triples as UTF-8 Turtle: subjects, predicates (`a` first) and objects in code point order.

    Only the prefixes that occur are declared. Triples that come twice are written once.
    """
    bodies = [body(chunk, prefixes) for chunk in chunks(sorted_by_subject(triples))]
    used = {name: iri for name, iri in sorted(prefixes.items()) if any(occurs(name, text) for text in bodies)}
    out.writelines(f"@prefix {name}: <{iri}> .\n".encode() for name, iri in used.items())
    out.writelines(bodies)


def sorted_by_subject(triples: Iterable[Triple]) -> Iterator[list[Triple]]:
    """The triples of each subject in order, subject after subject."""
    groups: dict[Subject, list[Triple]] = defaultdict(list)
    for triple in triples:
        groups[triple.subject].append(triple)
    for subject in sorted(groups, key=str):
        ranked = {rank(triple): triple for triple in groups.pop(subject)}
        yield [ranked[key] for key in sorted(ranked)]


def rank(triple: Triple) -> tuple[bool, str, str]:
    """Sort key of a triple among those of its subject."""
    predicate = triple.predicate.value
    return predicate != A, predicate, str(triple.object)


def chunks(groups: Iterator[list[Triple]]) -> Iterator[list[Triple]]:
    """The groups, many at a time."""
    while chunk := [triple for group in islice(groups, CHUNK) for triple in group]:
        yield chunk


def body(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """The triples in Turtle without declarations, whose order varies; a blank line before each subject."""
    buffer = BytesIO()
    serialize(triples, buffer, format=RdfFormat.TURTLE, prefixes=dict(prefixes))
    text = buffer.getvalue().split(b"\n", len(prefixes))[-1]
    return b"\n" + text.replace(b" .\n", b" .\n\n")[:-1]  # literals have no raw line ends


def occurs(prefix: str, text: bytes) -> bool:
    """True if a name may start with the prefix (a quoted text that looks like one costs one line)."""
    return f"{prefix}:".encode() in text
