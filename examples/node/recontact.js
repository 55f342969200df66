// Runs Recontact for tests, and takes part in chats as customer and agent. Needs Node 20.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Sha256 } from "@aws-crypto/sha256-js";
import { ConnectClient, ListAgentStatusesCommand, PutUserStatusCommand } from "@aws-sdk/client-connect";
import {
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  GetTranscriptCommand,
  SendMessageCommand,
} from "@aws-sdk/client-connectparticipant";
import { SignatureV4 } from "@smithy/signature-v4";

const checkout = fileURLToPath(new URL("../..", import.meta.url));

// The ids in docs/examples/seed.
export const INSTANCE = "0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a01";
export const FLOW = "0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a02";
export const GRACE = "0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a03";

// Variables that would change the service: the settings of an application under test, for example its database, and
// options of its JVM. The variables of the launcher stay.
const SETTING = new RegExp(
  "^(?!recontact_(java|java_options|jar|cache)$)(spring|recontact|server|management|logging|otel)[._-]" +
    "|^(java_tool_options|jdk_java_options|_java_options)$",
  "i",
);

export const withoutSettings = (variables) =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => !SETTING.test(name)));

/** Starts the service on a free port with an empty database. */
export async function startRecontact() {
  const data = mkdtempSync(join(tmpdir(), "recontact-"));
  const log = openSync(join(data, "log"), "w");
  const service = spawn(
    resolve(process.env.LAUNCHER ?? join(checkout, "bin/recontact")),
    ["--server.port=0", `--recontact.data-dir=${data}/data`, `--recontact.seed=${checkout}docs/examples/seed`],
    { cwd: data, env: withoutSettings(process.env), stdio: ["ignore", log, log] }, // a folder without application.yml
  );
  closeSync(log);
  const config = await until(async () => {
    if (service.exitCode !== null) throw new Error(readFileSync(join(data, "log"), "utf8"));
    const written = readConfig(join(data, "data/aws-config"));
    return written?.endpoint_url && (await isReady(written.endpoint_url)) && written;
  }, 180);
  return new Recontact(config, async () => {
    service.kill();
    await once(service, "exit");
    rmSync(data, { recursive: true });
  });
}

/** The file that the service writes for AWS clients, when it has a port. */
function readConfig(file) {
  try {
    return Object.fromEntries(readFileSync(file, "utf8").split("\n").filter((line) => line.includes(" = ")).map((line) => line.split(" = ")));
  } catch {
    return undefined;
  }
}

const isReady = (endpoint) =>
  fetch(`${endpoint}/actuator/health/readiness`).then((response) => response.ok, () => false);

async function until(attempt, seconds = 20) {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    const result = await attempt();
    if (result) return result;
    await pause(50);
  }
  throw new Error(`Not within ${seconds} seconds`);
}

export class Recontact {
  constructor(config, stop) {
    const credentials = { accessKeyId: config.aws_access_key_id, secretAccessKey: config.aws_secret_access_key };
    const settings = { endpoint: config.endpoint_url, region: config.region, credentials };
    this.stop = stop;
    this.endpoint = config.endpoint_url;
    this.connect = new ConnectClient(settings);
    this.participants = new ConnectParticipantClient(settings);
    this.signer = new SignatureV4({ service: "connect", region: config.region, credentials, sha256: Sha256 });
  }

  async setStatus(user, name) {
    const { AgentStatusSummaryList } = await this.connect.send(new ListAgentStatusesCommand({ InstanceId: INSTANCE }));
    const AgentStatusId = AgentStatusSummaryList.find((status) => status.Name === name).Id;
    await this.connect.send(new PutUserStatusCommand({ UserId: user, InstanceId: INSTANCE, AgentStatusId }));
  }

  /** Waits until a contact is offered to an agent, and accepts it. The AWS SDK does not have this API. */
  async accept(user, contact) {
    const agent = `/agent/v1/instances/${INSTANCE}/agents/${user}`;
    await until(async () => (await this.#call("GET", `${agent}/offers`)).Offers.some((offer) => offer.ContactId === contact));
    return this.join((await this.#call("POST", `${agent}/contacts/${contact}/accept`)).ParticipantToken);
  }

  /** Joins a chat. */
  async join(ParticipantToken) {
    const { ConnectionCredentials } = await this.participants.send(
      new CreateParticipantConnectionCommand({ ParticipantToken, Type: ["CONNECTION_CREDENTIALS"], ConnectParticipant: true }),
    );
    return new Participant(this.participants, ConnectionCredentials.ConnectionToken);
  }

  async #call(method, path) {
    const { hostname, port, host, protocol } = new URL(this.endpoint);
    const { headers } = await this.signer.sign({ method, protocol, hostname, port, path, query: {}, headers: { host } });
    const response = await fetch(this.endpoint + path, { method, headers });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}

/** A customer or an agent, who has joined a chat. */
class Participant {
  constructor(client, connectionToken) {
    this.client = client;
    this.ConnectionToken = connectionToken;
  }

  send(Content) {
    const { ConnectionToken } = this;
    return this.client.send(new SendMessageCommand({ ConnectionToken, ContentType: "text/plain", Content }));
  }

  expect(text) {
    return until(async () => (await this.transcript()).find((item) => item.Content === text));
  }

  async transcript() {
    const { ConnectionToken } = this;
    return (await this.client.send(new GetTranscriptCommand({ ConnectionToken, MaxResults: 100 }))).Transcript;
  }
}
