"""The active chats of a run, as chats.sql makes them: what each is for, and the tokens of those who take part."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from postgres import Server
from service import Service
from sigv4 import Request

HERE = Path(__file__).parent

# By number. Each has one purpose, so that what one measurement says does not lengthen what another one reads.
SENDING = range(0, 500)
PUSHED_BY_NODES = {1: range(500, 600), 2: range(600, 700)}
SHORT = range(700, 1200)
LONG = 1200
RESUMED = 1201
FIRST_IDLE = 1202

# Sessions before the resumed chat, of ten items each: a few pages more than what is measured.
PAST = 1100

PAGE = 100


@dataclass(frozen=True)
class Chats:
    server: Server
    database: str
    service: Service
    connection_tokens: dict = field(default_factory=dict)  # they are good for a day

    def fill(self, idle: int) -> None:
        self.server.run(
            self.database, HERE / "chats.sql", chats=FIRST_IDLE + idle, short=SHORT.start, long=LONG, resumed=RESUMED,
            past=PAST, instance=self.service.instance, flow=self.service.flow)

    def participants(self, role: str, chats: range) -> list[str]:
        """The participant tokens of the customers or the agents of some chats."""
        # The newest key signs. That there is one takes a chat that was started.
        key, secret = self._query("select id, encode(secret, 'hex') from token_key order by id desc limit 1")[0]
        ids = self._query(f"select bench.{role}_id(n) from generate_series({chats.start}, {chats.stop - 1}) n")
        return [_participant_token(int(key), bytes.fromhex(secret), UUID(row[0])) for row in ids]

    def send(self, chats: range) -> list[Request]:
        """No ClientToken, as in StartChatContact: each time it is sent it is another message."""
        body = json.dumps({"ContentType": "text/plain", "Content": "Where is my order? It should have come on Monday."})
        return [_participant("message", token, body) for token in self._connected(chats)]

    def newest_pages(self, chats: range) -> list[Request]:
        """For each chat its newest page of the transcript, which must be full."""
        requests = [_page(token) for token in self._connected(chats)]
        for request in requests:
            self._full_page(request)
        return requests

    def all_pages(self, chat: int) -> list[Request]:
        """All full pages of the transcript of a chat, newest first, without the past."""
        token = self._connected(range(chat, chat + 1))[0]
        requests = [_page(token)]
        while True:
            answer = self.service.call(requests[-1])
            if len(answer["Transcript"]) < PAGE:
                return requests[:-1]
            requests.append(_page(token, answer["NextToken"]))

    def page_at_depth(self, chat: int, depth: int) -> Request:
        """The first page that begins so many sessions before the one of a chat."""
        token = self._connected(range(chat, chat + 1))[0]
        sessions = {row[0]: int(row[1]) for row in self._query(
            f"select bench.past_id(n), n from generate_series(1, {PAST}) n")}
        request = _page(token, self.service.call(_page(token))["NextToken"])
        while True:
            answer = self._full_page(request)
            if sessions[answer["Transcript"][0]["RelatedContactId"]] >= depth:
                return request
            request = _page(token, answer["NextToken"])

    def _full_page(self, request: Request) -> dict:
        answer = self.service.call(request)
        if len(answer["Transcript"]) != PAGE:
            raise SystemExit(f"A page has {len(answer['Transcript'])} items instead of {PAGE}")
        return answer

    def _connected(self, chats: range) -> list[str]:
        """The connection tokens of customers."""
        if chats not in self.connection_tokens:
            body = json.dumps({"Type": ["CONNECTION_CREDENTIALS"]})
            answers = [
                self.service.call(_participant("connection", token, body))
                for token in self.participants("customer", chats)
            ]
            self.connection_tokens[chats] = [answer["ConnectionCredentials"]["ConnectionToken"] for answer in answers]
        return self.connection_tokens[chats]

    def _query(self, sql: str) -> list[list[str]]:
        return self.server.query(self.database, sql)


def _participant(operation: str, token: str, body: str) -> Request:
    return Request(
        "POST", f"/participant/{operation}", {"X-Amz-Bearer": token, "Content-Type": "application/json"}, body)


def _page(token: str, next_token: str | None = None) -> Request:
    body = {"MaxResults": PAGE, "ScanDirection": "BACKWARD"}
    if next_token:
        body["NextToken"] = next_token
    return _participant("transcript", token, json.dumps(body))


def _participant_token(key: int, secret: bytes, participant: UUID) -> str:
    """What StartChatContact would have answered (io.recontact.chat.token.TokenService)."""
    seal = hmac.digest(secret, b"P" + participant.bytes, hashlib.sha256)
    return base64.urlsafe_b64encode(bytes([key]) + participant.bytes + seal).rstrip(b"=").decode()
