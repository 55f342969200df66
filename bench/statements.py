"""Holds the statements in the scripts of pgbench against those that the service sends."""

from __future__ import annotations

import re
import time
from pathlib import Path

from postgres import Server

# What pgbench has where the service has a parameter.
STAND_INS = (
    r"bench\.\w+\([^()]*\)",
    r"now\(\)( [+-] interval '[^']*')?",
    r"array\[\?, \?\]",
    r"null(?= as \w+\))",
    r"(?<!:):\w+",
    r"\$\d+",
)
LONGEST = 8192

# Seconds. Sessions report late how many transactions they had.
LONG_ENOUGH_TO_COUNT = 30

# Other nodes are told what was said by a statement of its own, every few milliseconds for all requests together
# (io.recontact.push.DeliveryNotifier).
ANNOUNCEMENTS_A_SECOND = 1000 / 3


class Statements:
    """The statements of the service from now on, as PostgreSQL shows them while they run."""

    def __init__(self, server: Server, database: str):
        self.server = server
        self.database = database
        self.seen: set[str] = set()
        self.began = time.monotonic()
        self.transactions_before = self._transactions()

    def look(self) -> None:
        rows = self.server.query(
            self.database,
            "select distinct query from pg_stat_activity"
            f" where datname = '{self.database}' and application_name not in ('psql', 'pgbench')",
        )
        self.seen.update(_parameterless(row[0]) for row in rows if row[0])

    def require_those_of(self, script: Path, requests: int, is_announced: bool) -> None:
        """Fails if the script has a statement that the service does not send, or not as many a request."""
        if not self._are_shown_whole():
            return
        lines = [line for line in script.read_text().splitlines() if not line.startswith(("--", "\\"))]
        statements = [_parameterless(statement) for statement in " ".join(lines).split(";") if statement.strip()]
        for statement in statements:
            if statement not in self.seen:
                raise SystemExit(
                    f"The service does not send this statement of {script.name} (any more):\n\n{statement}\n\n"
                    "but these:\n\n" + "\n\n".join(sorted(self.seen)))
        took = time.monotonic() - self.began
        if took < LONG_ENOUGH_TO_COUNT:
            return
        # Each statement is a transaction of its own.
        sent = (self._transactions() - self.transactions_before) / requests
        announcements = took * ANNOUNCEMENTS_A_SECOND / requests if is_announced else 0
        if not round(sent - announcements) <= len(statements) <= round(sent):
            raise SystemExit(
                f"The service sends {sent:.2f} statements a request, {script.name} has {len(statements)}. It sent:\n\n"
                + "\n\n".join(sorted(self.seen)))

    def _transactions(self) -> int:
        counted = "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()"
        return int(self.server.query(self.database, counted)[0][0])

    def _are_shown_whole(self) -> bool:
        setting = "select pg_size_bytes(current_setting('track_activity_query_size'))"
        return int(self.server.query(self.database, setting)[0][0]) >= LONGEST


def _parameterless(statement: str) -> str:
    text = re.sub(r"\s+", " ", statement).strip()
    for stand_in in STAND_INS:
        text = re.sub(stand_in, "?", text)
    return text
