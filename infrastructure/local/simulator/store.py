"""What survives a kill: one SQLite file of JSON rows."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Store:
    """Rows of JSON by kind and id, listed in the order they were first put.

    A write is durable against the death of the process when the call returns. Calls inside ``together`` are all kept or none.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Starlette's test client runs the loop on another thread than the one that built the application.
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS rows"
            " (position INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT, id TEXT, body TEXT, blob BLOB, UNIQUE (kind, id))"
        )
        self._depth = 0

    @contextmanager
    def together(self) -> Iterator[None]:
        """One transaction; it may be entered again inside itself."""
        if self._depth == 0:
            self._db.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._depth -= 1
            if self._depth == 0:
                self._db.execute("ROLLBACK")
            raise
        self._depth -= 1
        if self._depth == 0:
            self._db.execute("COMMIT")

    def put(self, kind: str, id: str, body: dict[str, Any], blob: bytes | None = None) -> None:
        """Adds a row or replaces its body."""
        self._db.execute(
            "INSERT INTO rows (kind, id, body, blob) VALUES (?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
            (kind, id, json.dumps(body, ensure_ascii=True), blob),
        )

    def one(self, kind: str, id: str) -> dict[str, Any] | None:
        """A row's body, or None."""
        row = self._db.execute("SELECT body FROM rows WHERE kind = ? AND id = ?", (kind, id)).fetchone()
        return None if row is None else dict(json.loads(row[0]))

    def blob(self, kind: str, id: str) -> bytes | None:
        """The bytes put beside a row."""
        row = self._db.execute("SELECT blob FROM rows WHERE kind = ? AND id = ?", (kind, id)).fetchone()
        return None if row is None or row[0] is None else bytes(row[0])

    def all(self, kind: str) -> list[dict[str, Any]]:
        """Every body of a kind, oldest first."""
        return [dict(json.loads(row[0])) for row in self._db.execute("SELECT body FROM rows WHERE kind = ? ORDER BY position", (kind,))]

    def count(self, kind: str) -> int:
        """How many rows of a kind there are."""
        return int(self._db.execute("SELECT count(*) FROM rows WHERE kind = ?", (kind,)).fetchone()[0])

    def drop(self, kind: str, id: str) -> None:
        """Forgets a row; an unknown one is no error."""
        self._db.execute("DELETE FROM rows WHERE kind = ? AND id = ?", (kind, id))

    def drop_all(self, kind: str) -> None:
        """Forgets every row of a kind."""
        self._db.execute("DELETE FROM rows WHERE kind = ?", (kind,))

    def clear(self) -> None:
        """Forgets everything."""
        self._db.execute("DELETE FROM rows")

    def close(self) -> None:
        """Closes the file."""
        self._db.close()
