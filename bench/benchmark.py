"""Measures the service, where there is something to compare against the same SQL in pgbench; see bench/README.md."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

import live
import operations
import postgres
import report
import routing
import service
from chats import Chats
from live import IdleSockets, PushPhase
from load import Driver, Phase
from operations import Operation, Subject
from routing import RoutingPhase
from statements import Statements

HERE = Path(__file__).parent

# As many requests are kept ready, at most.
SAMPLED = 20_000
# Signatures hold for 15 minutes and are made before a phase begins.
LONGEST_PHASE = 800

PARTS = ("contacts", "search", "transcript", "push", "sockets", "routing", "messages")
# At each size of the database; the others at the smallest.
SIZED = {"contacts", "search", "messages"}


@dataclass
class Results:
    # By name of the operation, number of contacts, and "service" or "pgbench"; one phase a round.
    rounds: dict[tuple[str, int, str], list[Phase]] = field(default_factory=dict)
    # By number of nodes.
    pushes: dict[int, list[PushPhase]] = field(default_factory=dict)
    idle: IdleSockets | None = None
    routing: list[RoutingPhase] = field(default_factory=list)


class Benchmark:
    def __init__(self, options, jar: Path, server: postgres.Server, directory: Path, stack: ExitStack):
        self.options = options
        self.jar = jar
        self.server = server
        self.directory = directory
        self.stack = stack
        self.results = Results()

    def run(self) -> Results:
        sizes = self.options.contacts if SIZED & self.options.only else self.options.contacts[:1]
        subjects = [self._prepare(contacts) for contacts in sizes]
        # In this order, because some only read, and StartChatContact makes a small database large.
        if "contacts" in self.options.only:
            self._measure([operations.DESCRIBE_CONTACT], subjects)
        if "search" in self.options.only:
            self._measure([operations.SEARCH_CONTACTS], subjects)
        if "transcript" in self.options.only:
            self._measure([operations.SHORT_CHAT, operations.LONG_CHAT], subjects[:1])
            self._measure([operations.SHALLOW, operations.DEEP], subjects[:1])
        if "push" in self.options.only:
            self._push(subjects[0])
        if "sockets" in self.options.only:
            self._idle(subjects[0])
        if "routing" in self.options.only:
            self._route(subjects[0])
        if "messages" in self.options.only:
            self._measure([operations.SEND_MESSAGE], subjects)
        if "contacts" in self.options.only:
            self._measure([operations.START_CHAT_CONTACT], subjects)
        return self.results

    def _prepare(self, contacts: int) -> Subject:
        """Starts a service on a new database, and fills that."""
        database = f"recontact_bench_{os.getpid()}_{contacts}"
        say(f"{contacts:,} contacts: create a database, start the service on it, fill it")
        self.server.query("postgres", f"create database {database}")
        self.stack.callback(self.server.query, "postgres", f"drop database {database} with (force)")
        started = service.start(self.jar, self.server, database, self.directory, self.stack)
        self.server.run(
            database, HERE / "fill.sql", contacts=contacts, instance=started.instance, flow=started.flow)
        sampled = min(contacts, SAMPLED)
        rows = self.server.query(
            database, f"select bench.contact_id(n * {contacts // sampled}) from generate_series(0, {sampled - 1}) n")
        subject = Subject(
            contacts, database, started, [row[0] for row in rows], Chats(self.server, database, started))
        for operation in (operations.DESCRIBE_CONTACT, operations.START_CHAT_CONTACT):
            started.call(operation.requests(subject)[0])
        if self.options.only - {"contacts", "search", "routing"}:
            subject.chats.fill(self.options.sockets)
        return subject

    def _measure(self, together: list[Operation], subjects: list[Subject]) -> None:
        for operation in together:
            for subject in subjects:
                say(f"{operation.name}, {subject.contacts:,} contacts: warm up for {self.options.warmup} s")
                statements = Statements(self.server, subject.database)
                phase = self._wrk(operation, subject, self.options.warmup, statements.look)
                if operation.script:
                    statements.require_those_of(HERE / operation.script, phase.requests, operation.is_announced)
        for number in range(self.options.rounds):
            for operation in together:
                for subject in subjects:
                    self._round(number, operation, subject)

    def _round(self, number: int, operation: Operation, subject: Subject) -> None:
        loads = {"service": self._wrk, "pgbench": self._pgbench} if operation.script else {"service": self._wrk}
        for by, run in loads.items():
            self._checkpoint()
            phase = run(operation, subject, self.options.seconds)
            self.results.rounds.setdefault((operation.name, subject.contacts, by), []).append(phase)
            say(f"{operation.name}, {subject.contacts:,} contacts, round {number + 1}, {by}: {phase}")

    def _push(self, subject: Subject) -> None:
        nodes = [subject.service]
        with ExitStack() as stack:
            for number in (1, 2):
                if number == 2:
                    nodes.append(self._another_node(subject, stack))
                say(f"Push, {number} node(s): warm up for {self.options.warmup} s")
                self._checkpoint()
                self.results.pushes[number] = live.push(
                    nodes, subject.chats, self.server, self.directory, self.options, say)

    def _idle(self, subject: Subject) -> None:
        """At a node of its own: the memory of one that was under load would be that of the load."""
        with ExitStack() as stack:
            say(f"Open {self.options.sockets:,} websockets")
            node = self._another_node(subject, stack)
            self.results.idle = live.idle(node, subject.chats, self.server, self.directory, self.options)
            say(str(self.results.idle))

    def _route(self, subject: Subject) -> None:
        """The first round warms up."""
        for number in range(self.options.rounds + 1):
            self._checkpoint()
            phase = routing.measure(subject.service, self.server, subject.database, say)
            say(f"Routing, round {number}: {phase}")
            if number:
                self.results.routing.append(phase)

    def _another_node(self, subject: Subject, stack: ExitStack) -> service.Service:
        return service.start(self.jar, self.server, subject.database, self.directory, stack, subject.service)

    def _checkpoint(self) -> None:
        """After a checkpoint each page goes whole into the WAL once: all phases shall pay for that alike."""
        if not self.options.database_url:
            self.server.query("postgres", "checkpoint")

    def _wrk(self, operation: Operation, subject: Subject, seconds: int, watch=None) -> Phase:
        requests = operation.requests(subject)
        before = self._made(operation, subject)
        phase = self._driver(operation, subject).wrk(requests, seconds, watch)
        if operation.made:
            made = self._made(operation, subject) - before
            if not 0 <= made - phase.requests <= self._connections(operation):
                raise SystemExit(f"{operation.name} was answered {phase.requests} times, but made {made}")
        return phase

    def _made(self, operation: Operation, subject: Subject) -> int:
        return int(self.server.query(subject.database, operation.made)[0][0]) if operation.made else 0

    def _pgbench(self, operation: Operation, subject: Subject, seconds: int) -> Phase:
        return self._driver(operation, subject).pgbench(HERE / operation.script, operation.variables(subject), seconds)

    def _driver(self, operation: Operation, subject: Subject) -> Driver:
        return Driver(
            subject.service, self.server, subject.database, self.directory, self._connections(operation),
            self.options.threads)

    def _connections(self, operation: Operation) -> int:
        return operation.connections or self.options.connections


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
        results = Benchmark(options, jar, server, directory, stack).run()
        page = report.page(options, results, server, directory)
    pages = HERE / "results"
    pages.mkdir(exist_ok=True)
    file = pages / f"{datetime.now(timezone.utc):%Y%m%dT%H%M%SZ}.md"
    file.write_text(page)
    print(page)
    say(f"Written to {file}")


def _options():
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    parser.add_argument("--only", default=",".join(PARTS), metavar="PART,PART",
                        help="what to measure (default: %(default)s)")
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
    parser.add_argument("--rate", type=int, default=200, metavar="N",
                        help="messages a second whose pushes are timed (default: %(default)s)")
    parser.add_argument("--sockets", type=int, default=5000, metavar="N",
                        help="idle websockets whose memory is measured (default: %(default)s)")
    parser.add_argument("--database-url", metavar="URL",
                        help="an existing server, postgresql://user:password@host:port (default: one for the run)")
    options = parser.parse_args()
    options.contacts = sorted({int(number) for number in options.contacts.split(",")})
    options.only = set(options.only.split(","))
    if not options.only <= set(PARTS):
        parser.error(f"--only knows {', '.join(PARTS)}")
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
