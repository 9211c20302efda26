"""Every exception that kg raises on purpose: one line of what was wrong, where, and what to do next."""

from __future__ import annotations


class KgError(Exception):
    """Base of all deliberate errors; the command line prints the message alone and exits with 2."""


class ReadError(KgError):
    """One input (file, record, archive member) is no article; the rest of the batch goes on."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class StoreError(KgError):
    """A store is missing, locked, or not one of kg's."""


class QueryError(KgError):
    """A SPARQL text or a saved question cannot be run."""
