"""The file of judgements: one JSON object a line, in the order in which they were given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from kg.errors import KgError, ReadError
from kg.identity.judgement import JUDGED, Judgement

# The names that stand in the file, by those of the code.
NAMES = {"judgement": "verdict"}
COMMENT = "#"


@dataclass(frozen=True, slots=True)
class Judgements:
    """The judgements of a file by the numbers of their lines, and what is wrong with the other lines."""

    lines: Mapping[int, Judgement]
    problems: tuple[ReadError, ...] = ()

    @property
    def digest(self) -> str:
        """Another one for other judgements; empty for none."""
        written = "".join(f"{line} {judgement!r}\n" for line, judgement in self.lines.items())
        return sha256(written.encode(errors="backslashreplace")).hexdigest() if self.lines else ""


def read_judgements(path: Path) -> Judgements:
    """The judgements in a file; none if there is no such file. Lines that are wrong are left out and named.

    Empty lines and lines that begin with `#` say nothing. Raises KgError if the file cannot be read.
    """
    found, problems = dict[int, Judgement](), list[ReadError]()
    for number, line in written_lines(path):
        try:
            found[number] = parse(line)
        except ValueError as error:
            problems.append(ReadError(f"{path}:{number}", f"{error}; the line is left out"))
    return Judgements(found, tuple(problems))


def written_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that say something, with their numbers from 1."""
    try:
        content = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise KgError(f"{path}: cannot be read: {error.strerror}; give another --judgements") from None
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip() and not line.lstrip().startswith(COMMENT.encode()):
            yield number, line


def parse(line: bytes) -> Judgement:
    """One judgement. Raises ValueError, with what is wrong, for anything else."""
    import msgspec

    try:
        written = msgspec.json.decode(line, type=dict[str, object])
        fields = {NAMES.get(name, name): value for name, value in written.items()}
        unknown = sorted(set(fields) - set(Judgement.__dataclass_fields__))
        judgement = msgspec.convert(fields, Judgement)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"not a judgement: {str(error).splitlines()[0]}") from None
    if unknown:
        raise ValueError(f"not a judgement: it has no {unknown[0]!r}")
    return checked(judgement)


def checked(judgement: Judgement) -> Judgement:
    """The judgement itself. Raises ValueError for a kind that is not judged, a wrong number or moment."""
    if judgement.kind not in JUDGED:
        kinds = ", ".join(sorted(JUDGED))
        raise ValueError(f"things of kind {judgement.kind} are not judged, only those of {kinds}")
    if min(judgement.one.number, judgement.other.number) < 1:
        raise ValueError("numbers of things count from 1")
    if judgement.when is not None:
        datetime.fromisoformat(judgement.when)
    return judgement


def append(path: Path, judgements: Iterable[Judgement]) -> None:
    """Add judgements at the end of the file, which is made if need be. Raises KgError if that fails."""
    lines = b"".join(written(judgement) + b"\n" for judgement in judgements)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as out:
            out.seek(max(out.seek(0, 2) - 1, 0))
            unended = out.read(1) not in (b"", b"\n")  # somebody's editor left the last line without an end
            out.write((b"\n" if unended else b"") + lines)
    except OSError as error:
        raise KgError(f"{path}: cannot be written: {error.strerror}; give another --judgements") from None


def written(judgement: Judgement) -> bytes:
    """The judgement as a line without its end; what is not known is left out."""
    import msgspec

    names = {code: name for name, code in NAMES.items()}
    fields = msgspec.to_builtins(judgement)
    shown = {names.get(name, name): known(value) for name, value in fields.items() if value is not None}
    return msgspec.json.encode(shown)


def known(value: object) -> object:
    """An anchor without what is not known, or usual."""
    if not isinstance(value, dict):
        return value
    return {name: part for name, part in value.items() if part is not None and (name, part) != ("number", 1)}
