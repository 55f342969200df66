"""Measures websockets: how long a message takes to those who listen, and what websockets cost that nobody uses."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import service
from chats import FIRST_IDLE, PUSHED_BY_NODES, Chats
from load import Phase
from postgres import Server
from service import Service
from usage import Usage

HERE = Path(__file__).parent

# Seconds. Clients send a heartbeat every ten seconds.
LONGER_THAN_A_HEARTBEAT = 12
# Share of the websockets that are opened and closed beforehand, so that classes and pools are there.
REHEARSED = 0.1
# Messages a second of the warm-up, at most, in times of those that are measured: the JIT compiler counts calls.
WARMUP_RATE = 4
JVM_OPTIONS = ("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS")


@dataclass(frozen=True)
class PushPhase(Phase):
    """Latencies are those of pushes; all of them are counted from the time at which a message was due."""

    answered_p50: float
    answered_p99: float
    pushes: int
    longest: float

    def __str__(self) -> str:
        return f"answered in {self.answered_p50:.2f} ms, p99 {self.answered_p99:.2f} ms, pushed: {super().__str__()}"


@dataclass(frozen=True)
class Memory:
    """Of a service after its garbage has been collected, in bytes."""

    resident: int
    heap: int

    @staticmethod
    def of(process: Service) -> Memory:
        for _ in range(2):  # what is closed by cleaners is garbage only afterwards
            _jcmd(process, "GC.run")
            time.sleep(1)
        status = Path(f"/proc/{process.pid}/status").read_text()
        used = re.findall(r"used (\d+)K", _jcmd(process, "GC.heap_info"))[0]  # the line of the heap is the first
        return Memory(int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024, int(used) * 1024)


@dataclass(frozen=True)
class IdleSockets:
    sockets: int
    before: Memory
    open: Memory
    closed: Memory
    heartbeats: float  # a second
    echo_p99: float  # milliseconds
    service_load: float  # cores
    others: float  # share of the machine that all other processes used

    @property
    def resident(self) -> float:
        """Bytes for each websocket."""
        return (self.open.resident - self.before.resident) / self.sockets

    @property
    def heap(self) -> float:
        """Bytes for each websocket."""
        return (self.open.heap - self.before.heap) / self.sockets

    def __str__(self) -> str:
        return (f"{self.sockets:,} websockets: {self.resident / 1000:.1f} kB each, "
                f"{self.heap / 1000:.1f} kB of it heap in use")


class Sockets:
    """Runs Sockets.java for some participants; it ends with the stack."""

    def __init__(self, participants: list[tuple[int, str]], directory: Path, stack: ExitStack):
        file = directory / "participants.tsv"
        file.write_text("".join(f"{chat}\t{token}\n" for chat, token in participants))
        self.number = len(participants)
        self.errors = directory / "sockets.log"
        # Options of the service are not meant for the tool. It compiles little, and so leaves the cores to the service.
        environment = {name: value for name, value in os.environ.items() if name not in JVM_OPTIONS}
        command = [
            service.java_home() / "bin/java", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            HERE / "Sockets.java", file,
        ]
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
                start_new_session=True,
            )
        stack.callback(self._stop)

    def tell(self, *words) -> dict:
        try:
            print(*words, file=self.process.stdin, flush=True)
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            self.process.wait()
            raise SystemExit(f"Websockets: {self.errors.read_text()}")
        return json.loads(answer)

    def _stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


def push(nodes: list[Service], chats: Chats, server: Server, directory: Path, options, say) -> list[PushPhase]:
    """Sends at the first node while all websockets are at the last one; a phase a round."""
    numbers = PUSHED_BY_NODES[len(nodes)]
    participants = []
    for number, *tokens in zip(numbers, chats.participants("customer", numbers), chats.participants("agent", numbers)):
        participants += [(number, token) for token in tokens]
    phases = []
    with ExitStack() as stack:
        sockets = Sockets(participants, directory, stack)
        sockets.tell("open", nodes[-1].url, sockets.number)
        sockets.tell("warm", nodes[0].url, WARMUP_RATE * options.rate, options.warmup)
        for number in range(options.rounds):
            before = Usage.now(nodes, server, sockets.process.pid)
            sent = sockets.tell("send", nodes[0].url, options.rate, options.seconds)
            used = Usage.now(nodes, server, sockets.process.pid).since(before)
            phase = PushPhase.of(
                used, sent["messages"], sent["messages"] / sent["seconds"], sent["p50"], sent["p99"],
                answered_p50=sent["answered_p50"], answered_p99=sent["answered_p99"], pushes=sent["pushes"],
                longest=sent["longest"])
            phases.append(phase)
            say(f"{len(nodes)} node(s), round {number + 1}: {phase}")
        sockets.tell("close", nodes[0].url)
    return phases


def idle(node: Service, chats: Chats, server: Server, directory: Path, options) -> IdleSockets:
    """Opens websockets at a node that has just been started, each of another chat, and keeps them."""
    numbers = range(FIRST_IDLE, FIRST_IDLE + options.sockets)
    _require_descriptors(len(numbers))
    participants = list(zip(numbers, chats.participants("customer", numbers)))
    with ExitStack() as stack:
        rehearsal = Sockets(participants, directory, stack)
        rehearsal.tell("open", node.url, max(1, int(REHEARSED * options.sockets)))
        rehearsal.tell("close", node.url)
    with ExitStack() as stack:
        before = Memory.of(node)
        sockets = Sockets(participants, directory, stack)
        sockets.tell("open", node.url, sockets.number)
        usage = Usage.now([node], server, sockets.process.pid)
        held = sockets.tell("hold", max(options.seconds, LONGER_THAN_A_HEARTBEAT))
        used = Usage.now([node], server, sockets.process.pid).since(usage)
        while_open = Memory.of(node)
        sockets.tell("close", node.url)
        return IdleSockets(
            len(numbers), before, while_open, Memory.of(node),
            heartbeats=held["heartbeats"] / held["seconds"],
            echo_p99=held["p99"],
            service_load=used.service / held["seconds"],
            others=used.others,
        )


def _require_descriptors(sockets: int) -> None:
    """One for each websocket, at both ends; the JVM goes up to the hard limit by itself."""
    needed = sockets + 1_000
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if limit != resource.RLIM_INFINITY and limit < needed:
        raise SystemExit(f"{sockets} websockets need {needed} file descriptors a process: ulimit -Hn says {limit}")


def _jcmd(process: Service, *command: str) -> str:
    return subprocess.run(
        [service.java_home() / "bin/jcmd", str(process.pid), *command], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
