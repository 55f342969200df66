"""Measures DescribeContact and StartChatContact of the service against the same SQL in pgbench; see bench/README.md."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
from contextlib import ExitStack
from datetime import datetime, timezone
from pathlib import Path

import postgres
import report
import service
from load import Driver, Phase
from operations import DescribeContact, StartChatContact, Subject
from statements import Statements

HERE = Path(__file__).parent

# As many requests are kept ready, at most.
SAMPLED = 20_000
# Signatures hold for 15 minutes and are made before a phase begins.
LONGEST_PHASE = 800


class Benchmark:
    def __init__(self, options, server: postgres.Server, directory: Path):
        self.options = options
        self.server = server
        self.directory = directory
        self.rounds: report.Rounds = {}

    def prepare(self, contacts: int, jar: Path, stack: ExitStack) -> Subject:
        """Starts a service on a new database, and fills that."""
        database = f"recontact_bench_{os.getpid()}_{contacts}"
        say(f"{contacts:,} contacts: create a database, start the service on it, fill it")
        self.server.query("postgres", f"create database {database}")
        stack.callback(self.server.query, "postgres", f"drop database {database} with (force)")
        started = service.start(jar, self.server, database, self.directory, stack)
        self.server.run(
            database, HERE / "fill.sql", contacts=contacts, instance=started.instance, flow=started.flow)
        sampled = min(contacts, SAMPLED)
        rows = self.server.query(
            database, f"select bench.contact_id(n * {contacts // sampled}) from generate_series(0, {sampled - 1}) n")
        subject = Subject(contacts, database, started, [row[0] for row in rows])
        for operation in (DescribeContact, StartChatContact):
            started.call(operation.requests(subject)[0])
        return subject

    def measure(self, operation, subjects: list[Subject]) -> None:
        for subject in subjects:
            say(f"{operation.name}, {subject.contacts:,} contacts: warm up for {self.options.warmup} s")
            statements = Statements(self.server, subject.database)
            phase = self._wrk(operation, subject, self.options.warmup, statements.look)
            statements.require_those_of(HERE / operation.script, phase.requests)
        for number in range(self.options.rounds):
            for subject in subjects:
                for by, run in (("service", self._wrk), ("pgbench", self._pgbench)):
                    self._checkpoint()
                    phase = run(operation, subject, self.options.seconds)
                    self.rounds.setdefault((operation.name, subject.contacts, by), []).append(phase)
                    say(f"{operation.name}, {subject.contacts:,} contacts, round {number + 1}, {by}: {phase}")

    def _checkpoint(self) -> None:
        """After a checkpoint each page goes whole into the WAL once: all phases shall pay for that alike."""
        if not self.options.database_url:
            self.server.query("postgres", "checkpoint")

    def _wrk(self, operation, subject: Subject, seconds: int, watch=None) -> Phase:
        requests = operation.requests(subject)
        active = self._active_chats(subject)
        phase = self._driver(subject).wrk(requests, seconds, watch)
        begun = self._active_chats(subject) - active
        answered = phase.requests if operation is StartChatContact else 0
        if not 0 <= begun - answered <= self.options.connections:
            raise SystemExit(f"{answered} starts have been answered, but {begun} chats have begun")
        return phase

    def _pgbench(self, operation, subject: Subject, seconds: int) -> Phase:
        return self._driver(subject).pgbench(HERE / operation.script, operation.variables(subject), seconds)

    def _driver(self, subject: Subject) -> Driver:
        return Driver(
            subject.service, self.server, subject.database, self.directory, self.options.connections,
            self.options.threads)

    def _active_chats(self, subject: Subject) -> int:
        return int(self.server.query(subject.database, "select sum(taken) from chat_slot")[0][0])


def say(text: str) -> None:
    print(f"{datetime.now():%H:%M:%S} {text}", file=sys.stderr, flush=True)


def main() -> None:
    options = _options()
    _leave_on_signals()
    with ExitStack() as stack:
        directory = Path(tempfile.mkdtemp(prefix="recontact-bench-")).resolve()
        stack.callback(shutil.rmtree, directory, ignore_errors=True)
        directory.chmod(0o711)  # PostgreSQL may run as another user
        jar = service.jar()
        if options.database_url:
            server = postgres.existing(options.database_url)
        else:
            server = postgres.start(jar, directory, stack)
        benchmark = Benchmark(options, server, directory)
        subjects = [benchmark.prepare(contacts, jar, stack) for contacts in options.contacts]
        # In this order, because StartChatContact makes a small database large.
        benchmark.measure(DescribeContact, subjects)
        benchmark.measure(StartChatContact, subjects)
        page = report.page(options, benchmark.rounds, server, directory)
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    file = results / f"{datetime.now(timezone.utc):%Y%m%dT%H%M%SZ}.md"
    file.write_text(page)
    print(page)
    say(f"Written to {file}")


def _options():
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    parser.add_argument("--contacts", default="10000,1000000", metavar="N,N",
                        help="sizes of the database (default: %(default)s)")
    parser.add_argument("--warmup", type=int, default=60, metavar="S",
                        help="seconds per operation and size; fewer than 60 measure the JIT (default: %(default)s)")
    parser.add_argument("--seconds", type=int, default=20, metavar="S", help="length of a phase (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N",
                        help="phases of each kind, in turn (default: %(default)s)")
    parser.add_argument("--connections", type=int, default=16, metavar="N",
                        help="of wrk and of pgbench (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=max(1, (os.cpu_count() or 1) // 2), metavar="N",
                        help="of wrk and of pgbench (default: half of the cores)")
    parser.add_argument("--database-url", metavar="URL",
                        help="an existing server, postgresql://user:password@host:port (default: one for the run)")
    options = parser.parse_args()
    options.contacts = sorted({int(number) for number in options.contacts.split(",")})
    if max(options.warmup, options.seconds) > LONGEST_PHASE:
        parser.error(f"signatures expire, so a phase lasts at most {LONGEST_PHASE} s")
    return options


def _leave_on_signals() -> None:
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def leave(number, _):
        for each in signals:
            signal.signal(each, signal.SIG_IGN)  # nothing interrupts the clean-up
        say(f"{signal.Signals(number).name}: clean up and leave")
        raise SystemExit(128 + number)

    for each in signals:
        signal.signal(each, leave)


if __name__ == "__main__":
    main()
