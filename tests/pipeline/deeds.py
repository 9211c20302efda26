"""Work for processes: the text of an article says what is done when it is read."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import pbkdf2_hmac
from pathlib import Path

from kg.errors import KgError, ReadError
from kg.model import Article, Document, Extraction
from kg.pipeline.stages import Skipped
from tests.stages import WORLD, annotate, extract


def die(sign: str = "") -> None:
    """Kill this process; where a sign is given, only if the file is not there yet."""
    if not sign or not Path(sign).exists():
        if sign:
            Path(sign).touch()
        os.kill(os.getpid(), signal.SIGKILL)


def refuse() -> None:
    raise KgError("models are missing")


DEEDS: dict[str, Callable[..., None]] = {"die": die, "refuse": refuse, "leave": os._exit}


def carry_out(articles: Sequence[Article], *, skipped: Skipped) -> list[tuple[str, int]]:
    """The id of each article and of the process; articles with the text `skip` are skipped."""
    done = []
    for article in articles:
        deed, *arguments = article.text.split()
        if deed == "skip":
            skipped(ReadError("given", article.id))
            continue
        if deed in DEEDS:
            DEEDS[deed](*map(int, arguments) if deed == "leave" else arguments)
        done.append((article.id, os.getpid()))
    return done


def threads(articles: Sequence[Article], *, skipped: Skipped) -> list[str]:
    """On how many threads matrices are multiplied."""
    return [os.environ.get("OMP_NUM_THREADS", ""), os.environ.get("OPENBLAS_NUM_THREADS", "")]


def crowd(articles: Sequence[Article], *, skipped: Skipped) -> list[int]:
    """For each article with how many it came."""
    return [len(articles)] * len(articles)


class Stillborn:
    """Work that no other process can take up."""

    def __call__(self, articles: Sequence[Article], *, skipped: Skipped) -> list[str]:
        return [article.id for article in articles]

    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
        return os._exit, (7,)


def dwell(articles: Iterable[Article]) -> Iterator[Document]:
    """Takes a hundredth of a second for each article; versions from 10 on kill."""
    for article in articles:
        time.sleep(0.01)
        if len(article.title or "") > 1:
            die()
        yield from annotate([article])


def linger(document: Document) -> Extraction:
    """Takes a minute for version 9, and does not hear of Ctrl-C meanwhile for version 8."""
    if document.article.title == "9":
        time.sleep(60)
    if document.article.title == "8":
        pbkdf2_hmac("sha256", b"", b"", 10**8)
    return extract(document)


SLOW = replace(WORLD, annotate=dwell, extract=linger, preload=("tests.pipeline.deeds",))
