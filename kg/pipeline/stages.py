"""The stages that the pipeline joins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, Protocol

from kg.errors import ReadError
from kg.identity import Identity, Judgements, Ref
from kg.model import Article, Document, Entity, Extraction
from kg.pipeline.version import reading_version, settling_version
from kg.text.faircopy import FairCopy, unchanged

if TYPE_CHECKING:
    from kg.link import Comparing, Known, Revision

Skipped = Callable[[ReadError], None]


class Read(Protocol):
    """Inputs (paths, globs, `-`) → articles; what cannot be read is told to `skipped`."""

    def __call__(
        self, inputs: Sequence[str], *, skipped: Skipped, stdin: BinaryIO | None = None
    ) -> Iterator[Article]: ...


class Resolved(Protocol):
    """What resolving gives: entities, which one each (article id, node key) stands for, and why."""

    @property
    def entities(self) -> tuple[Entity, ...]: ...

    @property
    def entity_of(self) -> Mapping[Ref, str]: ...

    @property
    def identity(self) -> Identity: ...


Prepare = Callable[[str], Sequence[FairCopy]]
Annotate = Callable[[Iterable[Article]], Iterator[Document]]
Extract = Callable[[Document], Extraction]
# extractions, the entity ids of nodes as last settled, the ids before those
Resolve = Callable[[Iterable[Extraction], Mapping[Ref, str], Mapping[Ref, tuple[str, ...]]], Resolved]
# articles that came or changed, or went (None); what is kept of the others; how many there are now
Revise = Callable[[Mapping[str, Extraction | None], "Known", int], "Revision | None"]
NONE = Judgements({})
PRELOAD = ("kg.pipeline.warm",)


def as_given(text: str) -> Sequence[FairCopy]:
    """The text in one piece, nothing changed."""
    return [unchanged(text)]


@dataclass(frozen=True, slots=True)
class Stages:
    """`reading` and `settling` are digests of the code behind the stages, `judging` one of the judgements:
    another digest runs them again.

    `prepare` gives the fair copy of a text that is read in its place, in parts where it is long. `revise`
    does what `resolve` does, for a few articles of many; without it all are resolved each time. Importing the
    modules `preload` loads what annotating and extracting need. For worker processes stages are pickled.
    `judged` are the articles of which `resolve` needs the texts and all mentions.
    """

    read: Read
    annotate: Annotate
    extract: Extract
    resolve: Resolve
    reading: str
    settling: str
    prepare: Prepare = as_given
    revise: Revise | None = None
    preload: tuple[str, ...] = ()
    judging: str = ""
    judged: frozenset[str] = frozenset()


def unheard(message: str) -> None:
    """Tells nobody."""


class Engine(StrEnum):
    """Who reads: rules, learned models, or both, which check and complete each other."""

    RULES = "rules"
    MODELS = "models"
    BOTH = "both"


def shipped_stages(
    engine: Engine = Engine.BOTH,
    judgements: Judgements = NONE,
    told: Callable[[str], None] = unheard,
    *,
    kept: bool = True,
    comparing: Comparing | None = None,
) -> Stages:
    """The project's own stages. Models load when the first article is annotated.

    Resolving obeys the judgements; what hinders one of them is `told`. `comparing` says who compares nodes
    where all are resolved, this process if nobody else. Where what is read is not `kept` in a
    store, the digests, for which all files are read, are left empty.
    """
    from kg.annotate import Annotator, fair_copies
    from kg.extract import extract
    from kg.link import here, resolve, revise
    from kg.readers import read

    annotate = Annotator(learned=engine is not Engine.RULES).map
    extracting = partial(extract, rules=engine is not Engine.MODELS)
    resolving = partial(resolve, judgements=judgements.lines, told=told, comparing=comparing or here)
    reading, settling = (f"{engine} {reading_version()}", settling_version()) if kept else ("", "")
    revising = partial(revise, judgements=judgements.lines, told=told)
    return Stages(
        read,
        annotate,
        extracting,
        resolving,
        reading,
        settling,
        fair_copies,
        revising,
        PRELOAD,
        judgements.digest,
        frozenset(anchor.article for said in judgements.lines.values() for anchor in (said.one, said.other)),
    )
