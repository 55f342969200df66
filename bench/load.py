"""Loads the service with wrk or its database with pgbench, and tells what a phase of that took."""

from __future__ import annotations

import json
import os
import re
import resource
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from postgres import Server
from service import Service
from sigv4 import Request

HERE = Path(__file__).parent
TICKS = os.sysconf("SC_CLK_TCK")

# Enough for the percentiles, and writing them down costs pgbench nothing to speak of.
SAMPLED_LATENCIES = 0.1


@dataclass(frozen=True)
class Phase:
    """Milliseconds for latencies, microseconds of CPU per request for costs; None is unknown."""

    requests: int
    rate: float
    p50: float
    p99: float
    service_cost: float
    postgres_cost: float | None
    tool_cost: float
    others: float  # share of the machine that all other processes used

    def __str__(self) -> str:
        return (f"{self.rate:,.0f}/s, p50 {self.p50:.2f} ms, p99 {self.p99:.2f} ms; "
                f"others used {self.others:.0%} of the machine")


@dataclass(frozen=True)
class Driver:
    """Loads a service with wrk, or its database with pgbench."""

    service: Service
    server: Server
    database: str
    directory: Path  # for files on the way
    connections: int
    threads: int

    def wrk(self, requests: list[Request], seconds: int, watch=None) -> Phase:
        """Sends requests picked at random. One answer that is no success is one too many."""
        file = self.directory / "requests.tsv"
        file.write_text("".join(_line(request) for request in requests))
        command = [
            "wrk", f"-c{self.connections}", f"-t{self.threads}", f"-d{seconds}s", "--timeout", "10s",
            "-s", HERE / "requests.lua", self.service.url, "--", file,
        ]
        output, used = self._run(command, None, watch)
        result = json.loads(output.strip().splitlines()[-1])
        count = result["requests"]
        if result["refused"] or result["broken"] or not count:
            raise SystemExit(f"Not all requests were answered with success:\n{output}")
        return used.phase(count, count / result["seconds"], result["p50"], result["p99"])

    def pgbench(self, script: Path, variables: dict, seconds: int) -> Phase:
        """Runs a script without a pause between its transactions."""
        command = [
            "pgbench", "-n", "-M", "prepared", f"-c{self.connections}", f"-j{self.threads}", f"-T{seconds}",
            "-f", script, "-l", f"--sampling-rate={SAMPLED_LATENCIES}", f"--log-prefix={self.directory / 'latencies'}",
            *(part for name, value in variables.items() for part in ("-D", f"{name}={value}")),
        ]
        output, used = self._run(command, self.server.environment(self.database))
        count = int(re.search(r"number of transactions actually processed: (\d+)", output)[1])
        rate = float(re.search(r"tps = ([\d.]+)", output)[1])
        latencies = []
        for log in self.directory.glob("latencies*"):
            latencies += [int(line.split()[2]) / 1000 for line in log.read_text().splitlines()]
            log.unlink()
        percentiles = statistics.quantiles(latencies, n=100)
        return used.phase(count, rate, percentiles[49], percentiles[98])

    def _run(self, command: list, environment: dict | None, watch=None) -> tuple[str, _Usage]:
        before = _Usage.now(self.service, self.server)
        process = subprocess.Popen(
            [str(part) for part in command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            while watch and process.poll() is None:
                watch()
                time.sleep(0.5)
            output = process.communicate()[0]
        finally:
            process.kill()
        if process.returncode != 0:
            raise SystemExit(f"{command[0]} failed:\n{output}")
        self._await_end_of_sessions()
        return output, _Usage.now(self.service, self.server).since(before)

    def _await_end_of_sessions(self) -> None:
        """They report what they did as they end, which takes a moment after pgbench has."""
        left = (
            "select count(*) from pg_stat_activity"
            " where datname = current_database() and application_name = 'pgbench'"
        )
        while self.server.query(self.database, left) != [["0"]]:
            time.sleep(0.1)


def _line(request: Request) -> str:
    headers = [part for header in request.headers.items() for part in header]
    return "\t".join([request.method, request.path, request.body, *headers]) + "\n"


@dataclass(frozen=True)
class _Usage:
    """Seconds of CPU since the beginning of time, or since another usage."""

    service: float
    postgres: float | None
    tool: float
    machine: float
    available: float

    @staticmethod
    def now(service: Service, server: Server) -> _Usage:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        ticks = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
        idle = ticks[3] + ticks[4]
        return _Usage(
            service=_process(service.pid)[1],
            postgres=None if server.pid is None else _family(server.pid),
            tool=children.ru_utime + children.ru_stime,
            machine=(sum(ticks) - idle) / TICKS,
            available=sum(ticks) / TICKS,
        )

    def since(self, before: _Usage) -> _Usage:
        pairs = zip(vars(self).values(), vars(before).values())
        return _Usage(*(None if now is None else now - then for now, then in pairs))

    def phase(self, requests: int, rate: float, p50: float, p99: float) -> Phase:
        def cost(seconds):
            return None if seconds is None else seconds / requests * 1e6

        ours = self.service + (self.postgres or 0) + self.tool
        return Phase(
            requests, rate, p50, p99,
            service_cost=cost(self.service),
            postgres_cost=cost(self.postgres),
            tool_cost=cost(self.tool),
            others=(self.machine - ours) / self.available,
        )


def _process(pid: int) -> tuple[int, float, float]:
    """The parent of a process, its seconds of CPU, and those of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system, children_user, children_system = (int(field) for field in fields[11:15])
    return int(fields[1]), (user + system) / TICKS, (children_user + children_system) / TICKS


def _family(postmaster: int) -> float:
    """The CPU of a postmaster and its children, living or not."""
    _, own, ended = _process(postmaster)
    total = own + ended
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent, used, _ = _process(int(entry.name))
            except (FileNotFoundError, ProcessLookupError):
                continue  # ended in this moment
            if parent == postmaster:
                total += used
    return total
