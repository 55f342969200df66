"""What is measured: how wrk asks the service for it, and which script of pgbench does the same without the service."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

import service
from service import Service
from sigv4 import Request


@dataclass(frozen=True)
class Subject:
    """A service on a filled database, and the contacts of it to ask for."""

    contacts: int
    database: str
    service: Service
    sampled: list[str]


class DescribeContact:
    name = "DescribeContact"
    script = "describe.sql"
    aim = 0.20

    @staticmethod
    def requests(subject: Subject) -> list[Request]:
        return [subject.service.describe(contact) for contact in subject.sampled]

    @staticmethod
    def variables(subject: Subject) -> dict:
        return {
            "sampled": len(subject.sampled),
            "stride": subject.contacts // len(subject.sampled),
            "instance": subject.service.instance,
            "oldest_kept": "2021-11-12T00:00:00Z",
        }


class StartChatContact:
    name = "StartChatContact"
    script = "start.sql"
    aim = 0.50

    @staticmethod
    def requests(subject: Subject) -> list[Request]:
        return [subject.service.start_chat()]

    @staticmethod
    def variables(subject: Subject) -> dict:
        return {
            "instance": subject.service.instance,
            "flow": subject.service.flow,
            "operation": StartChatContact.name,
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
            # Ids: see bench.uuid. Each session of pgbench begins at this time and moves on a millisecond a chat.
            "first_ms": time.time_ns() // 1_000_000,
            "n": 0,
            "tail_min": 0x100000000000000,
            "tail_max": 0xFFFFFFFFFFFFFFF,
        }
