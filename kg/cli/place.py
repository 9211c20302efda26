"""The option `--store`: a folder, or the address of a SPARQL store with a working copy in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kg.store import Remote

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_STORE = Path("exports") / "store"
ADDRESSES = ("http://", "https://")
DETAILS = "kg.remote"  # in the context of a command: what else was said of a store elsewhere


class Place(click.ParamType[Any]):
    """A folder, or an address."""

    name = "folder or url"

    def convert(
        self, value: str | Path, param: click.Parameter | None, context: click.Context | None
    ) -> Path | Remote:
        """The place. Raises StoreError for an address that is none."""
        if not str(value).lower().startswith(ADDRESSES):
            folder = click.Path(path_type=Path, file_okay=False)
            return Path(folder.convert(value, param, context))
        from kg.store import remote

        return remote(str(value), **(context.meta.get(DETAILS, {}) if context else {}))


def _keep(context: click.Context, option: click.Parameter, value: object) -> None:
    if value is not None:
        context.meta.setdefault(DETAILS, {})[option.name] = value


store_option = click.option(
    "--store",
    type=Place(),
    default=DEFAULT_STORE,
    show_default=True,
    metavar="FOLDER|URL",
    help="Folder of the store, or the address of a SPARQL store.",
)


def writing_options(command: F) -> F:
    """`--store`, and what to say besides of a store elsewhere that is written."""
    for name, kind, words in (
        ("--graphs-url", str, "Where that store takes whole graphs (Graph Store protocol)."),
        ("--update-url", str, "Where that store takes updates, if not where such a store does."),
        ("--work", click.Path(path_type=Path), "Folder of the ledger and working copy for --store URL."),
    ):
        command = click.option(
            name, type=kind, is_eager=True, expose_value=False, callback=_keep, help=words
        )(command)
    return store_option(command)


def folder_of(store: Path | Remote) -> Path:
    """The folder of a store, or of the working copy of one elsewhere."""
    return store if isinstance(store, Path) else Path(store.work)


@contextmanager
def published(store: Path | Remote) -> Iterator[Path]:
    """The folder to change; what has changed in it goes to the store elsewhere, if it is there.

    Raises StoreError, before anything is changed, if that store cannot be had.
    """
    if isinstance(store, Path):
        yield store
        return
    from kg.store.push import join, push

    join(store)
    yield folder_of(store)
    push(store)
