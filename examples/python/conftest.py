"""A pytest fixture that runs Recontact, and the customer and the agent of a chat."""

import configparser
import json
import os
import pathlib
import re
import subprocess
import time
import urllib.request

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

CHECKOUT = pathlib.Path(__file__).parents[2]
SEED = CHECKOUT / "docs/examples/seed"

# Variables that would change the service: the settings of an application under test, for example its database, and
# options of its JVM. The variables of the launcher stay.
SETTING = re.compile(
    r"(?!recontact_(java|java_options|jar|cache)$)(spring|recontact|server|management|logging|otel)[._-].*"
    r"|java_tool_options|jdk_java_options|_java_options",
    re.IGNORECASE,
)

# The ids in the seed.
INSTANCE = "0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a01"
FLOW = "0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a02"
GRACE = "0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a03"


@pytest.fixture(scope="session")
def recontact(tmp_path_factory):
    """Runs the service for all tests, on a free port and with an empty database."""
    data = tmp_path_factory.mktemp("recontact")
    command = os.path.abspath(os.environ.get("LAUNCHER", CHECKOUT / "bin/recontact"))
    with open(data / "log", "wb") as log:
        service = subprocess.Popen(
            [command, "--server.port=0", f"--recontact.data-dir={data}/data", f"--recontact.seed={SEED}"],
            cwd=data,  # where no application.yml is
            env=without_settings(os.environ),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Recontact(await_start(service, data))
    finally:
        service.terminate()
        service.wait(timeout=60)


def without_settings(variables):
    return {name: value for name, value in variables.items() if not SETTING.fullmatch(name)}


def await_start(service, data):
    """Returns the endpoint and the keys, which the service writes into a file when it has a port."""
    config = configparser.ConfigParser()
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if service.poll() is not None:
            raise RuntimeError((data / "log").read_text())
        config.read(data / "data/aws-config")
        endpoint = config.get("default", "endpoint_url", fallback=None)
        if endpoint and is_ready(endpoint):
            return config["default"]
        time.sleep(0.1)
    raise TimeoutError((data / "log").read_text())


def is_ready(endpoint):
    try:
        return urllib.request.urlopen(f"{endpoint}/actuator/health/readiness", timeout=10).status == 200
    except OSError:
        return False


def until(attempt, seconds=20):
    """Repeats an attempt until it returns something."""
    deadline = time.monotonic() + seconds
    while not (result := attempt()):
        assert time.monotonic() < deadline, f"not within {seconds} seconds"
        time.sleep(0.05)
    return result


class Recontact:
    def __init__(self, config):
        self.endpoint = config["endpoint_url"]
        self.session = boto3.Session(
            aws_access_key_id=config["aws_access_key_id"],
            aws_secret_access_key=config["aws_secret_access_key"],
            region_name=config["region"],
        )
        self.connect = self.session.client("connect", endpoint_url=self.endpoint)
        self.participants = self.session.client("connectparticipant", endpoint_url=self.endpoint)

    def set_status(self, user, name):
        statuses = self.connect.list_agent_statuses(InstanceId=INSTANCE)["AgentStatusSummaryList"]
        status = next(status["Id"] for status in statuses if status["Name"] == name)
        self.connect.put_user_status(UserId=user, InstanceId=INSTANCE, AgentStatusId=status)

    def accept(self, user, contact):
        """Waits until a contact is offered to an agent, and accepts it. The AWS SDK does not have this API."""
        agent = f"/agent/v1/instances/{INSTANCE}/agents/{user}"
        until(lambda: contact in [offer["ContactId"] for offer in self._call("GET", f"{agent}/offers")["Offers"]])
        return Participant(self, self._call("POST", f"{agent}/contacts/{contact}/accept")["ParticipantToken"])

    def _call(self, method, path):
        request = AWSRequest(method, self.endpoint + path)
        SigV4Auth(self.session.get_credentials(), "connect", self.session.region_name).add_auth(request)
        http = urllib.request.Request(request.url, method=method, headers=dict(request.headers))
        with urllib.request.urlopen(http, timeout=30) as response:
            return json.load(response)


class Participant:
    """A customer or an agent, who has joined a chat."""

    def __init__(self, recontact, participant_token):
        self.client = recontact.participants
        connection = self.client.create_participant_connection(
            ParticipantToken=participant_token, Type=["CONNECTION_CREDENTIALS"], ConnectParticipant=True
        )
        self.token = connection["ConnectionCredentials"]["ConnectionToken"]

    def send(self, text):
        self.client.send_message(ConnectionToken=self.token, ContentType="text/plain", Content=text)

    def expect(self, text):
        return until(lambda: [item for item in self.transcript() if item.get("Content") == text])[0]

    def transcript(self):
        return self.client.get_transcript(ConnectionToken=self.token, MaxResults=100)["Transcript"]
