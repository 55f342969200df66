"""What is measured: how wrk asks the service for it, and which script of pgbench does the same without the service."""

from __future__ import annotations

import os
import secrets
import time
from dataclasses import dataclass

import chats
import service
from chats import Chats
from service import Service
from sigv4 import Request


@dataclass(frozen=True)
class Subject:
    """A service on a filled database, the contacts of it to ask for, and its active chats."""

    contacts: int
    database: str
    service: Service
    sampled: list[str]
    chats: Chats


class Operation:
    name: str
    # Of pgbench; None if only the service is measured.
    script: str | None = None
    # The share of pgbench's rate.
    aim: float | None = None
    # A query that counts what the operation makes, so that each answer can be held against it; None if it only reads.
    made: str | None = None
    # Whether other nodes are told of it.
    is_announced = False
    # Of wrk and pgbench; None for those of the options.
    connections: int | None = None

    def requests(self, subject: Subject) -> list[Request]:
        raise NotImplementedError

    def variables(self, subject: Subject) -> dict:
        raise NotImplementedError


class DescribeContact(Operation):
    name = "DescribeContact"
    script = "describe.sql"
    aim = 0.20

    def requests(self, subject: Subject) -> list[Request]:
        return [subject.service.describe(contact) for contact in subject.sampled]

    def variables(self, subject: Subject) -> dict:
        return {
            "sampled": len(subject.sampled),
            "stride": subject.contacts // len(subject.sampled),
            "instance": subject.service.instance,
            "oldest_kept": "2021-11-12T00:00:00Z",
        }


class SearchContacts(Operation):
    """For the contacts of one day, picked at random."""

    name = "SearchContacts"
    # One for each core: what is asked for is the delay, not how long requests wait for each other.
    connections = os.cpu_count() or 1
    # Milliseconds, at the 99th percentile.
    DELAY_AIM = 100
    DAY = 86_400
    # As far back as the contacts go, less a month at either end.
    DAYS = range(30, 640)

    def requests(self, subject: Subject) -> list[Request]:
        now = int(time.time())
        return [
            subject.service.search(now - (day + 1) * self.DAY, now - day * self.DAY) for day in self.DAYS
        ]


class StartChatContact(Operation):
    name = "StartChatContact"
    script = "start.sql"
    aim = 0.50
    made = "select sum(taken) from chat_slot"

    def requests(self, subject: Subject) -> list[Request]:
        return [subject.service.start_chat()]

    def variables(self, subject: Subject) -> dict:
        return _ids() | {
            "instance": subject.service.instance,
            "flow": subject.service.flow,
            "operation": self.name,
            "input": r"\x" + secrets.token_hex(32),
            "active_chats": service.ACTIVE_CHATS,
            "attributes": '{"tier":"gold","locale":"de-DE"}',
            "segment_attributes": "{}",
            "content_types": "{text/plain}",
            "exit_with_customer": "{}",
            "next_sequence": 2,
            "display_name": "Ada",
            "message_type": "text/plain",
            "message": "Hello, I have a question about my order.",
        }


class SendMessage(Operation):
    name = "SendMessage"
    script = "send.sql"
    aim = 0.35
    made = (
        "select sum(next_sequence) from chat_session"
        f" where id in (select bench.chat_id(n) from generate_series(0, {len(chats.SENDING) - 1}) n)"
    )
    is_announced = True

    def requests(self, subject: Subject) -> list[Request]:
        return subject.chats.send(chats.SENDING)

    def variables(self, subject: Subject) -> dict:
        return _ids() | {
            "chats": len(chats.SENDING),
            "content_type": "text/plain",
            "content": "Where is my order? It should have come on Monday.",
        }


class TranscriptPages(Operation):
    """GetTranscript, always for pages of the same size; what differs is where they are."""

    # What a page may take, in times of what another one does.
    GROWTH_AIM = 1.3

    def __init__(self, where: str, requests):
        self.name = f"GetTranscript, {where}"
        self._find = requests
        self._found: dict[str, list[Request]] = {}

    def requests(self, subject: Subject) -> list[Request]:
        if subject.database not in self._found:
            self._found[subject.database] = self._find(subject.chats)
        return self._found[subject.database]


DESCRIBE_CONTACT = DescribeContact()
SEARCH_CONTACTS = SearchContacts()
START_CHAT_CONTACT = StartChatContact()
SEND_MESSAGE = SendMessage()

# As many pages of the long chat as there are short ones, evenly spread over it.
SHORT_CHAT = TranscriptPages("chat of 100", lambda every: every.newest_pages(chats.SHORT))
LONG_CHAT = TranscriptPages("chat of 100,000", lambda every: every.all_pages(chats.LONG)[::1000 // len(chats.SHORT)])
SHALLOW = TranscriptPages("depth 1", lambda every: [every.page_at_depth(chats.RESUMED, 1)])
DEEP = TranscriptPages("depth 1,000", lambda every: [every.page_at_depth(chats.RESUMED, 1000)])


def _ids() -> dict:
    """For bench.uuid. Each session of pgbench begins at this time and moves on a millisecond a transaction."""
    return {
        "first_ms": time.time_ns() // 1_000_000,
        "n": 0,
        "tail_min": 0x100000000000000,
        "tail_max": 0xFFFFFFFFFFFFFFF,
    }
