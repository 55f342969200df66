"""What processes have used of the machine."""

from __future__ import annotations

import os
import resource
from dataclasses import dataclass
from pathlib import Path

from postgres import Server
from service import Service

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Usage:
    """Seconds of CPU since the beginning of time, or since another usage."""

    service: float
    postgres: float | None
    tool: float
    machine: float
    available: float

    @staticmethod
    def now(services: list[Service], server: Server, tool: int | None = None) -> Usage:
        """The tool is a process, or else all children that have ended."""
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        ticks = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
        idle = ticks[3] + ticks[4]
        return Usage(
            service=sum(_process(service.pid)[1] for service in services),
            postgres=None if server.pid is None else _family(server.pid),
            tool=_process(tool)[1] if tool else children.ru_utime + children.ru_stime,
            machine=(sum(ticks) - idle) / TICKS,
            available=sum(ticks) / TICKS,
        )

    def since(self, before: Usage) -> Usage:
        pairs = zip(vars(self).values(), vars(before).values())
        return Usage(*(None if now is None else now - then for now, then in pairs))

    @property
    def others(self) -> float:
        """The share of the machine that all other processes used."""
        return (self.machine - self.service - (self.postgres or 0) - self.tool) / self.available


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
