"""Turns the phases of a run into the page that it prints."""

from __future__ import annotations

import os
import platform
import re
import statistics
import subprocess
import time
from datetime import datetime, timezone
from pathlib import Path

import operations
import service
from live import IdleSockets, PushPhase
from load import Phase
from postgres import Server
from routing import RoutingPhase

HERE = Path(__file__).parent

GROWTH_AIM = 1.2
# Milliseconds, by number of nodes.
PUSH_AIMS = {1: 50, 2: 100}
# Bytes of resident memory.
SOCKET_AIM = 60_000

# By name of the operation, number of contacts, and "service" or "pgbench"; one phase a round.
Rounds = dict[tuple[str, int, str], list[Phase]]
# By number of nodes.
Pushes = dict[int, list[PushPhase]]


def page(options, results, server: Server, directory: Path) -> str:
    sections = [
        _table(results.rounds),
        _push_table(results.pushes),
        _idle_table(results.idle),
        _routing_table(results.routing),
        _verdicts(results),
        _circumstances(options, results, server, directory),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def _table(rounds: Rounds) -> list[str]:
    if not rounds:
        return []
    lines = [
        "| contacts | operation | by | req/s, median (lowest–highest) | p50 ms | p99 ms "
        "| CPU µs/req: service | PostgreSQL | load tool | of pgbench's rate |",
        "|---:|---|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for (operation, contacts, by), phases in rounds.items():
        rates = [phase.rate for phase in phases]
        is_compared = by == "service" and (operation, contacts, "pgbench") in rounds
        cells = [
            f"{contacts:,}",
            operation,
            by,
            f"{statistics.median(rates):,.0f} ({min(rates):,.0f}–{max(rates):,.0f})",
            _median(phases, "p50", ".2f"),
            _median(phases, "p99", ".2f"),
            "–" if by == "pgbench" else _median(phases, "service_cost", ".0f"),
            _median(phases, "postgres_cost", ".0f"),
            _median(phases, "tool_cost", ".0f"),
            f"{_share(rounds, operation, contacts):.2f}" if is_compared else "",
        ]
        lines.append(_row(cells))
    return lines


def _push_table(pushes: Pushes) -> list[str]:
    if not pushes:
        return []
    lines = [
        "| nodes | messages/s | pushes/s | answered: p50 ms | p99 ms | pushed: p50 ms (highest) | p99 ms (highest) "
        "| longest ms | CPU µs/message: service | PostgreSQL | load tool |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for nodes, phases in pushes.items():
        cells = [
            str(nodes),
            _median(phases, "rate", ".0f"),
            f"{statistics.median(phase.rate * phase.pushes / phase.requests for phase in phases):.0f}",
            _median(phases, "answered_p50", ".2f"),
            _median(phases, "answered_p99", ".2f"),
            f"{_median(phases, 'p50', '.2f')} ({max(phase.p50 for phase in phases):.2f})",
            f"{_median(phases, 'p99', '.2f')} ({max(phase.p99 for phase in phases):.2f})",
            f"{max(phase.longest for phase in phases):.1f}",
            _median(phases, "service_cost", ".0f"),
            _median(phases, "postgres_cost", ".0f"),
            _median(phases, "tool_cost", ".0f"),
        ]
        lines.append(_row(cells))
    return lines


def _idle_table(idle: IdleSockets | None) -> list[str]:
    if not idle:
        return []
    lines = [
        "| websockets | resident MB: before | open | closed | kB each "
        "| heap in use MB: before | open | closed | kB each "
        "| heartbeats/s | echo p99 ms | cores of the service |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    states = (idle.before, idle.open, idle.closed)
    cells = [
        f"{idle.sockets:,}",
        *(f"{memory.resident / 1e6:.0f}" for memory in states), f"{idle.resident / 1000:.1f}",
        *(f"{memory.heap / 1e6:.0f}" for memory in states), f"{idle.heap / 1000:.1f}",
        f"{idle.heartbeats:.0f}", f"{idle.echo_p99:.1f}", f"{idle.service_load:.2f}",
    ]
    return [*lines, _row(cells)]


def _routing_table(routing: list[RoutingPhase]) -> list[str]:
    if not routing:
        return []
    lines = [
        "| chats | agents | decisions/s at once, median (lowest–highest) | chats taken/s | available to offered: p50 ms "
        "| p99 ms (highest) | longest ms | CPU µs/chat: service | PostgreSQL | load tool |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    bursts = [phase.burst for phase in routing]
    cells = [
        f"{routing[0].requests:,}",
        str(routing[0].agents),
        f"{statistics.median(bursts):.0f} ({min(bursts):.0f}–{max(bursts):.0f})",
        _median(routing, "rate", ".0f"),
        _median(routing, "p50", ".1f"),
        f"{_median(routing, 'p99', '.1f')} ({max(phase.p99 for phase in routing):.1f})",
        f"{max(phase.longest for phase in routing):.0f}",
        _median(routing, "service_cost", ".0f"),
        _median(routing, "postgres_cost", ".0f"),
        _median(routing, "tool_cost", ".0f"),
    ]
    return [*lines, _row(cells)]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _median(phases: list[Phase], figure: str, form: str) -> str:
    values = [getattr(phase, figure) for phase in phases]
    return "–" if None in values else format(statistics.median(values), form)


def _share(rounds: Rounds, operation: str, contacts: int) -> float:
    """Compares within each round, so that what slows the machine down for a while slows both down."""
    pairs = zip(rounds[operation, contacts, "service"], rounds[operation, contacts, "pgbench"])
    return statistics.median(ours.rate / bare.rate for ours, bare in pairs)


def _verdicts(results) -> list[str]:
    return [
        *_shares(results.rounds), *_growths(results.rounds), *_searches(results.rounds), *_delays(results.pushes),
        *_memory(results.idle),
    ]


def _shares(rounds: Rounds) -> list[str]:
    lines = []
    for operation in (operations.DESCRIBE_CONTACT, operations.START_CHAT_CONTACT, operations.SEND_MESSAGE):
        for contacts in _sizes(rounds, operation):
            share = _share(rounds, operation.name, contacts)
            lines.append(
                f"- {operation.name}, {contacts:,} contacts: {share:.2f} of pgbench's rate; "
                f"aim at least {operation.aim:.2f}, {_outcome(share >= operation.aim)}")
    return lines


def _growths(rounds: Rounds) -> list[str]:
    """What takes longer where there is more."""
    lines = []
    sizes = _sizes(rounds, operations.DESCRIBE_CONTACT)
    if len(sizes) > 1:
        name, small, large = operations.DESCRIBE_CONTACT.name, sizes[0], sizes[-1]
        lines.append(
            f"- {name} takes "
            + _growth(rounds[name, small, "service"], rounds[name, large, "service"], GROWTH_AIM,
                      f"with {large:,} contacts as with {small:,}"))
    for near, far, where in (
        (operations.SHORT_CHAT, operations.LONG_CHAT, "in a chat of 100,000 messages as in one of 100"),
        (operations.SHALLOW, operations.DEEP, "at a depth of 1,000 past sessions as at a depth of 1"),
    ):
        for contacts in _sizes(rounds, near):
            lines.append(
                "- A page of the transcript takes "
                + _growth(rounds[near.name, contacts, "service"], rounds[far.name, contacts, "service"],
                          operations.TranscriptPages.GROWTH_AIM, where))
    return lines


def _growth(before: list[Phase], after: list[Phase], aim: float, where: str) -> str:
    pairs = list(zip(before, after))
    time_ratio = statistics.median(few.rate / many.rate for few, many in pairs)
    p50_ratio = statistics.median(many.p50 / few.p50 for few, many in pairs)
    return (f"{time_ratio:.2f} times as long {where} (p50: {p50_ratio:.2f} times); "
            f"aim at most {aim}, {_outcome(time_ratio <= aim)}")


def _searches(rounds: Rounds) -> list[str]:
    lines = []
    operation = operations.SEARCH_CONTACTS
    for contacts in _sizes(rounds, operation):
        p99 = statistics.median(phase.p99 for phase in rounds[operation.name, contacts, "service"])
        lines.append(
            f"- {operation.name} for a day, {contacts:,} contacts: {p99:.1f} ms (p99); "
            f"aim less than {operation.DELAY_AIM}, {_outcome(p99 < operation.DELAY_AIM)}")
    return lines


def _delays(pushes: Pushes) -> list[str]:
    lines = []
    for nodes, phases in pushes.items():
        p99 = statistics.median(phase.p99 for phase in phases)
        lines.append(
            f"- Pushed within {p99:.1f} ms (p99) on {nodes} node{'s' if nodes > 1 else ''}; "
            f"aim less than {PUSH_AIMS[nodes]}, {_outcome(p99 < PUSH_AIMS[nodes])}")
    return lines


def _memory(idle: IdleSockets | None) -> list[str]:
    if not idle:
        return []
    return [
        f"- An idle websocket takes {idle.resident / 1000:.1f} kB; aim less than {SOCKET_AIM / 1000:.0f}, "
        f"{_outcome(idle.resident < SOCKET_AIM)}"
    ]


def _sizes(rounds: Rounds, operation: operations.Operation) -> list[int]:
    return sorted({contacts for name, contacts, _ in rounds if name == operation.name})


def _outcome(is_met: bool) -> str:
    return "met" if is_met else "**missed**"


def _circumstances(options, results, server: Server, directory: Path) -> list[str]:
    measured = (*results.rounds.values(), *results.pushes.values(), results.routing)
    phases = [phase for each in measured for phase in each]
    others = [phase.others for phase in phases] or [results.idle.others]
    version = server.query("postgres", "show server_version")[0][0]
    buffers = server.query("postgres", "show shared_buffers")[0][0]
    whose = f"an existing one at {server.host}" if options.database_url else "its own server"
    return [
        f"- {options.connections} connections, {options.threads} load thread(s), {options.rounds} round(s) of "
        f"{options.seconds} s after {options.warmup} s of warm-up per operation and size",
        f"- {os.cpu_count()} cores, {_cpu()}, {platform.system()} {platform.release()}",
        f"- JDK {_jdk()}, -Xmx{service.HEAP}; PostgreSQL {version} ({whose}), shared_buffers {buffers}; "
        f"wrk {_version('wrk', '-v', 1)}, pgbench {_version('pgbench', '--version', 2)}",
        f"- temporary directory on {_file_system(directory)}, fdatasync of 8 kB in {_sync_micros(directory):.0f} µs",
        f"- others used {statistics.median(others):.0%} of the machine during a phase (median), at most "
        f"{max(others):.0%}",
        f"- commit {_commit()}, {datetime.now(timezone.utc):%Y-%m-%d %H:%M} UTC",
    ]


def _cpu() -> str:
    match = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    return match[1].strip() if match else platform.machine()


def _jdk() -> str:
    return re.search(r'JAVA_RUNTIME_VERSION="(.+)"', (service.java_home() / "release").read_text())[1]


def _version(tool: str, option: str, word: int) -> str:
    shown = subprocess.run([tool, option], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
    return shown.split()[word]


def _commit() -> str:
    shown = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True,
    ).stdout
    return shown.strip() or "unknown"


def _file_system(directory: Path) -> str:
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    _, kind = max((mount for mount in mounts if directory.is_relative_to(mount[0])), key=lambda mount: len(mount[0]))
    return kind


def _sync_micros(directory: Path) -> float:
    """How long a page takes to become durable: what a single writer cannot do without."""
    times = []
    with (directory / "sync").open("wb", buffering=0) as file:
        for _ in range(200):
            file.seek(0)
            file.write(bytes(8192))
            began = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - began)
    return statistics.median(times) * 1e6
