"""Loads the service with wrk or its database with pgbench, and tells what a phase of that took."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from postgres import Server
from service import Service
from sigv4 import Request
from usage import Usage

HERE = Path(__file__).parent

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

    @classmethod
    def of(cls, used: Usage, requests: int, rate: float, p50: float, p99: float, **more):
        def cost(seconds):
            return None if seconds is None else seconds / requests * 1e6

        return cls(
            requests, rate, p50, p99,
            service_cost=cost(used.service),
            postgres_cost=cost(used.postgres),
            tool_cost=cost(used.tool),
            others=used.others,
            **more,
        )

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
        return Phase.of(used, count, count / result["seconds"], result["p50"], result["p99"])

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
        return Phase.of(used, count, rate, percentiles[49], percentiles[98])

    def _run(self, command: list, environment: dict | None, watch=None) -> tuple[str, Usage]:
        before = Usage.now([self.service], self.server)
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
        return output, Usage.now([self.service], self.server).since(before)

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
