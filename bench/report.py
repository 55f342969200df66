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

import service
from load import Phase
from operations import DescribeContact, StartChatContact
from postgres import Server

HERE = Path(__file__).parent

GROWTH_AIM = 1.2

# By name of the operation, number of contacts, and "service" or "pgbench"; one phase a round.
Rounds = dict[tuple[str, int, str], list[Phase]]


def page(options, rounds: Rounds, server: Server, directory: Path) -> str:
    sections = [_table(rounds), _verdicts(options, rounds), _circumstances(options, rounds, server, directory)]
    return "\n\n".join("\n".join(lines) for lines in sections) + "\n"


def _table(rounds: Rounds) -> list[str]:
    lines = [
        "| contacts | operation | by | req/s, median (lowest–highest) | p50 ms | p99 ms "
        "| CPU µs/req: service | PostgreSQL | load tool | of pgbench's rate |",
        "|---:|---|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for (operation, contacts, by), phases in rounds.items():
        rates = [phase.rate for phase in phases]
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
            "" if by == "pgbench" else f"{_share(rounds, operation, contacts):.2f}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _median(phases: list[Phase], figure: str, form: str) -> str:
    values = [getattr(phase, figure) for phase in phases]
    return "–" if None in values else format(statistics.median(values), form)


def _share(rounds: Rounds, operation: str, contacts: int) -> float:
    """Compares within each round, so that what slows the machine down for a while slows both down."""
    pairs = zip(rounds[operation, contacts, "service"], rounds[operation, contacts, "pgbench"])
    return statistics.median(ours.rate / bare.rate for ours, bare in pairs)


def _verdicts(options, rounds: Rounds) -> list[str]:
    lines = []
    for operation in (DescribeContact, StartChatContact):
        for contacts in options.contacts:
            share = _share(rounds, operation.name, contacts)
            lines.append(
                f"- {operation.name}, {contacts:,} contacts: {share:.2f} of pgbench's rate; "
                f"aim at least {operation.aim:.2f}, {_outcome(share >= operation.aim)}")
    small, large = options.contacts[0], options.contacts[-1]
    if small != large:
        pairs = list(zip(
            rounds[DescribeContact.name, small, "service"], rounds[DescribeContact.name, large, "service"]))
        time_ratio = statistics.median(few.rate / many.rate for few, many in pairs)
        p50_ratio = statistics.median(many.p50 / few.p50 for few, many in pairs)
        lines.append(
            f"- DescribeContact takes {time_ratio:.2f} times as long with {large:,} contacts as with {small:,} "
            f"(p50: {p50_ratio:.2f} times); aim at most {GROWTH_AIM}, {_outcome(time_ratio <= GROWTH_AIM)}")
    return lines


def _outcome(is_met: bool) -> str:
    return "met" if is_met else "**missed**"


def _circumstances(options, rounds: Rounds, server: Server, directory: Path) -> list[str]:
    others = [phase.others for phases in rounds.values() for phase in phases]
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
