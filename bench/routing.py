"""Measures routing: chats that wait in a queue, and agents who take them one after the other."""

from __future__ import annotations

import json
import random
import socket
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection

from load import Phase
from postgres import Server
from service import Service
from usage import Usage

CHATS = 1_000
AGENTS = 50
# Requests at once while everything is set up.
HANDS = 8
# Seconds that an agent waits for an offer; has a chat, at least and at most; and may be late. Agents who did everything
# at the same moment would wait for each other.
PATIENCE = 10
TALK = (1, 3)
LATE = (0, 4)
# Places of each agent when all become available at once.
PLACES = 10


@dataclass(frozen=True)
class RoutingPhase(Phase):
    """A request is a chat that an agent has taken and ended. Latencies are from available to offered."""

    agents: int
    longest: float
    # Chats offered a second while many agents with many places become available.
    burst: float


class Office:
    """An instance of its own with a queue, a flow that puts chats there, and agents with so many places each."""

    def __init__(self, service: Service, places: int):
        self.service = service
        self.threads = threading.local()
        self.instance = self._ask("PUT", "/instance", {
            "IdentityManagementType": "CONNECT_MANAGED", "InstanceAlias": f"bench-{time.time_ns()}",
            "InboundCallsEnabled": False, "OutboundCallsEnabled": False})["Id"]
        hours = self._ask("GET", f"/hours-of-operations-summary/{self.instance}")["HoursOfOperationSummaryList"][0]
        self.queue = self._ask("PUT", f"/queues/{self.instance}", {
            "Name": "Bench", "HoursOfOperationId": hours["Id"]})["QueueId"]
        self.flow = self._ask("PUT", f"/contact-flows/{self.instance}", {
            "Name": "Bench", "Type": "CONTACT_FLOW", "Content": json.dumps(_flow(self.queue))})["ContactFlowId"]
        profile = self._ask("PUT", f"/routing-profiles/{self.instance}", {
            "Name": "Bench", "Description": "Chats", "DefaultOutboundQueueId": self.queue,
            "QueueConfigs": [{"QueueReference": {"QueueId": self.queue, "Channel": "CHAT"}, "Priority": 1, "Delay": 0}],
            "MediaConcurrencies": [{"Channel": "CHAT", "Concurrency": places}]})["RoutingProfileId"]
        security = self._ask("GET", f"/security-profiles-summary/{self.instance}")["SecurityProfileSummaryList"][0]
        statuses = self._ask("GET", f"/agent-status/{self.instance}")["AgentStatusSummaryList"]
        self.available = next(status["Id"] for status in statuses if status["Name"] == "Available")
        self.agents = [
            self._ask("PUT", f"/users/{self.instance}", {
                "Username": f"agent{number}", "Password": "Passw0rd!", "RoutingProfileId": profile,
                "IdentityInfo": {"FirstName": "Grace", "LastName": str(number)},
                "PhoneConfig": {"PhoneType": "SOFT_PHONE"}, "SecurityProfileIds": [security["Id"]]})["UserId"]
            for number in range(AGENTS)
        ]

    def queue_chats(self, number: int) -> None:
        """As customers do: each chat starts, its customer connects, and the flow puts it in the queue."""
        with ThreadPoolExecutor(HANDS) as hands:
            list(hands.map(self._queue_chat, range(number)))

    def _queue_chat(self, number: int) -> None:
        token = self._ask("PUT", "/contact/chat", {
            "InstanceId": self.instance, "ContactFlowId": self.flow,
            "ParticipantDetails": {"DisplayName": f"Customer {number}"}})["ParticipantToken"]
        self.service.participant(token, "/participant/connection", {
            "Type": ["CONNECTION_CREDENTIALS"], "ConnectParticipant": True})

    def come(self, agent: str) -> None:
        self._ask("PUT", f"/users/{self.instance}/{agent}/status", {"AgentStatusId": self.available})

    def work(self, agent: str) -> list[float]:
        """Becomes available, and takes one chat after the other; tells how long each offer took, in milliseconds."""
        at = f"/agent/v1/instances/{self.instance}/agents/{agent}"
        waited = []
        time.sleep(random.uniform(*LATE))
        free_since = time.perf_counter()
        self.come(agent)
        while True:
            offers = self._ask("GET", f"{at}/offers?wait={PATIENCE}")["Offers"]
            if not offers:
                return waited
            waited.append((time.perf_counter() - free_since) * 1000)
            contact = f"{at}/contacts/{offers[0]['ContactId']}"
            self._ask("POST", f"{contact}/accept")
            time.sleep(random.uniform(*TALK))
            self._ask("POST", f"{contact}/end")
            free_since = time.perf_counter()
            self._ask("POST", f"{contact}/clear")

    def _ask(self, method: str, path: str, body: dict | None = None) -> dict:
        """Over a connection of the thread's own, so that little of what is measured is Python's."""
        request = self.service.signer.sign(method, path, "" if body is None else json.dumps(body))
        connection = self._connection()
        connection.request(method, path, request.body.encode(), request.headers)
        with connection.getresponse() as response:
            answer = response.read()
        if response.status != 200:
            raise SystemExit(f"{method} {path} is answered {response.status}: {answer.decode()}")
        return json.loads(answer)

    def _connection(self) -> HTTPConnection:
        if not hasattr(self.threads, "connection"):
            self.threads.connection = HTTPConnection(self.service.signer.host)
            self.threads.connection.connect()
            self.threads.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self.threads.connection


def measure(service: Service, server: Server, database: str, say) -> RoutingPhase:
    """One round: as many chats as there are wait in the queue when the agents come."""
    burst = _burst(service, server, database, say)
    office = Office(service, 1)
    office.queue_chats(CHATS)
    _await_queued(server, database, office)
    say(f"{CHATS:,} chats wait; {AGENTS} agents come")
    before = Usage.now([service], server)
    cpu = time.process_time()
    offered: list[list[float]] = [[] for _ in office.agents]
    began = time.perf_counter()
    with ThreadPoolExecutor(AGENTS) as desks:
        for number, waited in enumerate(desks.map(office.work, office.agents)):
            offered[number] = waited
    # The last of them have waited in vain for as long as they do.
    seconds = time.perf_counter() - began - PATIENCE
    used = Usage.now([service], server).since(before)
    waited = [each for agent in offered for each in agent]
    if len(waited) != CHATS:
        raise SystemExit(f"{CHATS} chats waited, but {len(waited)} were offered")
    percentiles = statistics.quantiles(waited, n=100)
    own = Usage(used.service, used.postgres, time.process_time() - cpu, used.machine, used.available)
    return RoutingPhase.of(
        own, len(waited), len(waited) / seconds, percentiles[49], percentiles[98], agents=AGENTS, longest=max(waited),
        burst=burst)


def _burst(service: Service, server: Server, database: str, say) -> float:
    """Has all agents come at once, with places for half of the chats, and tells how fast these are offered."""
    office = Office(service, PLACES)
    office.queue_chats(CHATS)
    _await_queued(server, database, office)
    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(office.come, office.agents))
    offers = (
        "select count(*), extract(epoch from max(state_since) - min(state_since)) from agent_contact"
        f" where instance_id = '{office.instance}' and state = 'CONNECTING'"
    )
    for _ in range(150):
        number, seconds = server.query(database, offers)[0]
        if int(number) == AGENTS * PLACES:
            say(f"{number} chats were offered within {float(seconds):.2f} s")
            # Else nobody would answer these offers, and taking them back would fall into what is measured next.
            server.query(database, f"delete from contact where instance_id = '{office.instance}'")
            return int(number) / float(seconds)
        time.sleep(0.1)
    raise SystemExit(f"Only {number} of {AGENTS * PLACES} chats were offered")


def _await_queued(server: Server, database: str, office: Office) -> None:
    """Flows run after the customer has been answered."""
    waiting = f"select count(*) from queued_contact where queue_id = '{office.queue}'"
    for _ in range(600):
        if int(server.query(database, waiting)[0][0]) == CHATS:
            return
        time.sleep(0.1)
    raise SystemExit("Not all chats have come to wait in the queue")


def _flow(queue: str) -> dict:
    errors = [{"ErrorType": "NoMatchingError", "NextAction": "end"}]
    return {
        "Version": "2019-10-30",
        "StartAction": "target",
        "Metadata": {},
        "Actions": [
            {"Identifier": "target", "Type": "UpdateContactTargetQueue", "Parameters": {"QueueId": queue},
             "Transitions": {"NextAction": "queue", "Errors": errors}},
            {"Identifier": "queue", "Type": "TransferContactToQueue", "Parameters": {},
             "Transitions": {"NextAction": "end",
                             "Errors": [*errors, {"ErrorType": "QueueAtCapacity", "NextAction": "end"}]}},
            {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}},
        ],
    }
