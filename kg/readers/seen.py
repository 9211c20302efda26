"""What was met before, however much it is: a database on disk that SQLite makes and takes away."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b

from kg.errors import KgError

SETUP = """PRAGMA journal_mode = OFF;
CREATE TABLE seen (key BLOB PRIMARY KEY, note TEXT) WITHOUT ROWID;
BEGIN"""


class Seen:
    """Notes by key. The first ones stay in memory, the others go to a temporary file."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(SETUP)

    def note(self, key: str, note: str) -> str | None:
        """The note that the key has; None if this one is its first. Raises KgError if the disk is full."""
        digest = blake2b(key.encode(errors="surrogatepass"), digest_size=16).digest()
        text = note.encode(errors="replace").decode()
        try:
            cursor = self._database.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (digest, text))
            if cursor.rowcount:
                return None
            found = self._database.execute("SELECT note FROM seen WHERE key = ?", (digest,))
            return str(found.fetchone()[0])
        except sqlite3.Error as error:
            raise KgError(f"temporary folder: cannot keep what was read: {error}; free some space") from None

    def close(self) -> None:
        """Take the temporary file away."""
        self._database.close()
