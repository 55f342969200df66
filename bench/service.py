"""The service under test: the packaged jar, started as an operator would."""

from __future__ import annotations

import json
import os
import re
import secrets
import signal
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import uuid4

from postgres import Server, free_port
from sigv4 import Request, Signer

ROOT = Path(__file__).resolve().parent.parent

ACTIVE_CHATS = 1_000_000_000

# No quota in the way of StartChatContact. Nobody connects to the chats that are started: they must not end, and so be
# worked on by the sweep, while something else is measured.
SETTINGS = {
    "RECONTACT_LIMITS_ACTIVE_CHATS": str(ACTIVE_CHATS),
    "RECONTACT_LIMITS_CONNECT_WITHIN": "1d",
    # No balancer stands before it.
    "RECONTACT_SHUTDOWN_DRAIN": "0s",
}
HEAP = "512m"

# Straight to the service, whatever proxy the environment names.
HTTP = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Service:
    pid: int
    url: str
    instance: str
    flow: str
    signer: Signer

    def describe(self, contact: str) -> Request:
        return self.signer.sign("GET", f"/contacts/{self.instance}/{contact}")

    def start_chat(self) -> Request:
        """No ClientToken: the service then makes one for each request, so the same request starts any number."""
        body = {
            "InstanceId": self.instance,
            "ContactFlowId": self.flow,
            "ParticipantDetails": {"DisplayName": "Ada"},
            "InitialMessage": {"ContentType": "text/plain", "Content": "Hello, I have a question about my order."},
            "Attributes": {"tier": "gold", "locale": "de-DE"},
        }
        return self.signer.sign("PUT", "/contact/chat", json.dumps(body))

    def search(self, start: int, end: int) -> Request:
        """Contacts that were initiated between two times, in seconds since 1970: the first page of the newest."""
        body = {
            "InstanceId": self.instance,
            "TimeRange": {"Type": "INITIATION_TIMESTAMP", "StartTime": start, "EndTime": end},
            "MaxResults": 100,
        }
        return self.signer.sign("POST", "/search-contacts", json.dumps(body))

    def participant(self, token: str, path: str, body: dict) -> dict:
        """Calls the participant service, which knows its callers by their tokens."""
        headers = {"X-Amz-Bearer": token, "Content-Type": "application/json"}
        return self.call(Request("POST", path, headers, json.dumps(body)))

    def call(self, request: Request) -> dict:
        """Sends one request; its answer must be a success."""
        body = request.body.encode() if request.body else None
        sent = urllib.request.Request(self.url + request.path, body, request.headers, method=request.method)
        try:
            with HTTP.open(sent) as response:
                return json.load(response)
        except urllib.error.HTTPError as e:
            raise SystemExit(f"{request.method} {request.path} is answered {e.code}: {e.read().decode()}")


@cache
def java_home() -> Path:
    """The JDK that mvnw chooses."""
    versions = subprocess.run(
        [ROOT / "mvnw", "-B", "-v"], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ).stdout
    return Path(re.search(r"runtime: (.+)", versions)[1].strip())


def jar() -> Path:
    """The packaged service, built if there is none or something in it has changed since."""
    target = ROOT / "target"
    sources = [ROOT / "pom.xml", *(ROOT / "src/main").rglob("*"), *(ROOT / "db").rglob("*")]
    newest = max(path.stat().st_mtime for path in sources if path.is_file())
    built = [path for path in target.glob("recontact-*.jar") if path.stat().st_mtime > newest]
    if not built:
        command = [ROOT / "mvnw", "-q", "-B", "package", "-Dmaven.test.skip=true"]
        subprocess.run(command, cwd=ROOT, check=True)
        built = list(target.glob("recontact-*.jar"))
    return built[0]


def start(
    jar: Path, server: Server, database: str, directory: Path, stack, other_node: Service | None = None
) -> Service:
    """Starts the service on a database, or another node beside the one that is there; it stops with the stack."""
    port, key_id, secret = free_port(), "BENCH" + secrets.token_hex(8).upper(), secrets.token_hex(20)
    instance, flow = (other_node.instance, other_node.flow) if other_node else (str(uuid4()), str(uuid4()))
    environment = os.environ | SETTINGS | {
        "SERVER_PORT": str(port),
        "SPRING_DATASOURCE_URL": f"jdbc:postgresql://{server.host}:{server.port}/{database}",
        "SPRING_DATASOURCE_USERNAME": server.user,
        "SPRING_DATASOURCE_PASSWORD": server.password,
        "RECONTACT_ACCESS_KEYS_0_ID": key_id,
        "RECONTACT_ACCESS_KEYS_0_SECRET": secret,
        "RECONTACT_FIRST_INSTANCE_ID": instance,
        "RECONTACT_FIRST_INSTANCE_FLOW_ID": flow,
    }
    log = directory / f"{database}_{port}.log"
    with log.open("wb") as output:
        # A session of its own, as PostgreSQL has, so that Ctrl-C reaches the benchmark alone.
        process = subprocess.Popen(
            [java_home() / "bin/java", f"-Xmx{HEAP}", "-jar", jar],
            cwd=directory, env=environment, stdout=output, stderr=output, start_new_session=True,
        )
    stack.callback(_stop, process)
    url = f"http://127.0.0.1:{port}"
    _await(url, process, log)
    return Service(process.pid, url, instance, flow, Signer(f"127.0.0.1:{port}", key_id, secret))


def _await(url: str, process: subprocess.Popen, log: Path) -> None:
    for _ in range(600):
        try:
            with HTTP.open(f"{url}/actuator/health/readiness"):
                return
        except OSError:  # refused, or answered 503
            pass
        if process.poll() is not None:
            break
        time.sleep(0.2)
    raise SystemExit(f"The service does not start:\n{log.read_text()[-5000:]}")


def _stop(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
