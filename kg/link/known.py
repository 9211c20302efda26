"""What is kept of a resolution, as far as one of a few more articles asks for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from kg.link.groups import Ref
from kg.model import Extraction


class Known(Protocol):
    """The articles, ids, keys and casts as they were when everything was last resolved."""

    @property
    def size(self) -> int:
        """The number of articles."""
        ...

    def extraction(self, article: str) -> Extraction:
        """What an article says. Raises KeyError for one that is not there."""
        ...

    def ids(self, article: str) -> Mapping[str, str]:
        """Node key → entity id."""
        ...

    def former(self, article: str) -> Mapping[str, tuple[str, ...]]:
        """Node key → the entity ids before, the latest first."""
        ...

    def formerly(self, id: str) -> Iterable[Ref]:
        """The nodes that had an entity id before the present one."""
        ...

    def before(self, article: str) -> Extraction | None:
        """What an article said that says something else now or is gone; None if it was not there."""
        ...

    def sharing(self, key: str) -> Iterable[Ref]:
        """The nodes with a key."""
        ...

    def cast(self, article: str) -> Collection[str]:
        """The companions that an article names."""
        ...

    def fame(self, companion: str) -> int:
        """How many articles name a companion."""
        ...

    def naming(self, companion: str) -> Collection[str]:
        """The articles that name a companion."""
        ...

    def reports(self, entity: str) -> Collection[str]:
        """The articles that report a thing which the gazetteer does not know."""
        ...
