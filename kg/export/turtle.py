"""Turtle: sorted, grouped by subject, the same bytes for the same triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from shutil import copyfileobj
from typing import BinaryIO

from pyoxigraph import RdfFormat, Triple, parse, serialize

from kg.export.files import spare_space
from kg.export.ordering import CHUNK, ordered, spare_file, subjects
from kg.rdf.vocabulary import PREFIXES


def write_turtle(triples: Iterable[Triple], out: BinaryIO, prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Write triples as UTF-8 Turtle: subjects, predicates (`a` first) and objects in code point order.

    Only the prefixes that occur are declared. Triples that come twice are written once. However many there
    are, a part of them is in memory, the others in `TMPDIR`. Raises OutputError if there is no room.
    """
    used = set[str]()
    with spare_file() as spare:
        for chunk in chunks(ordered(f"{triple} .\n".encode() for triple in triples)):
            text = body(chunk, prefixes)
            used |= {name for name in prefixes.keys() - used if occurs(name, text)}
            with spare_space():
                spare.write(text)
        with spare_space():
            spare.seek(0)  # which writes the rest
        out.writelines(f"@prefix {name}: <{prefixes[name]}> .\n".encode() for name in sorted(used))
        copyfileobj(spare, out)


def chunks(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Lines of whole subjects, many at a time."""
    chunk = list[bytes]()
    for own in subjects(lines):
        chunk += own
        if len(chunk) >= CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def body(lines: Iterable[bytes], prefixes: Mapping[str, str]) -> bytes:
    """The triples in Turtle without declarations, whose order varies; a blank line before each subject."""
    buffer = BytesIO()
    triples = parse(b"".join(lines), format=RdfFormat.N_TRIPLES, lenient=True)
    serialize(triples, buffer, format=RdfFormat.TURTLE, prefixes=dict(prefixes))
    text = buffer.getvalue().split(b"\n", len(prefixes))[-1]
    return b"\n" + text.replace(b" .\n", b" .\n\n")[:-1]  # literals have no raw line ends


def occurs(prefix: str, text: bytes) -> bool:
    """True if a name may start with the prefix (a quoted text that looks like one costs one line)."""
    return f"{prefix}:".encode() in text
