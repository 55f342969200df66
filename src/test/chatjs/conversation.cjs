// Holds a conversation with the unmodified ChatJS: a customer and an agent, a lost connection, an end, two ways to
// resume. What a page cannot do (start a chat, invite an agent) it asks of the test that runs it, one JSON line each way:
// "ASK {...}" out, the answer in. Every step that has held is told with "STEP name".

const assert = require("node:assert/strict");
const readline = require("node:readline");

const WebSocket = require("ws");

// What ChatJS expects of a page. The sockets are kept, so that one can be lost.
const sockets = [];
global.self = global;
global.window = global;
global.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args);
    sockets.push(this);
  }
};
Object.defineProperty(global, "navigator", { value: { onLine: true, userAgent: "node" }, configurable: true });

/** A copy of ChatJS for each page: within one page, all sessions of a contact share a websocket. */
function load() {
  const path = require.resolve("amazon-connect-chatjs");
  delete require.cache[path];
  global.connect = {};
  require(path);
  return global.connect;
}

const desktop = load();
const browser = load();

const TEXT = "text/plain";
const EVENT = "application/vnd.amazonaws.connect.event.";
const PATIENCE = 20_000;

const answers = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();

async function ask(question) {
  process.stdout.write(`ASK ${JSON.stringify(question)}\n`);
  const line = await answers.next();
  return JSON.parse(line.value);
}

function step(name) {
  process.stdout.write(`STEP ${name}\n`);
}

async function until(what, found) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const result = found();
    if (result) return result;
    if (Date.now() > deadline) throw new Error(`Nothing came of: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A participant of ChatJS, and all that its page has been told. */
class Page {
  constructor(session) {
    this.session = session;
    this.told = [];
    this.established = 0;
    this.lost = 0;
    this.ended = 0;
    this.rehydrated = 0;
    session.onMessage((event) => this.told.push({ kind: "message", data: event.data }));
    session.onTyping((event) => this.told.push({ kind: "typing", data: event.data }));
    session.onReadReceipt((event) => this.told.push({ kind: "read", data: event.data }));
    session.onDeliveredReceipt((event) => this.told.push({ kind: "delivered", data: event.data }));
    session.onConnectionEstablished(() => this.established++);
    session.onConnectionLost(() => this.lost++);
    session.onEnded(() => this.ended++);
  }

  static async customer(chatDetails) {
    global.connect = browser;
    const page = new Page(browser.ChatSession.create({ chatDetails, type: "CUSTOMER", disableCSM: true }));
    await page.connect();
    return page;
  }

  static async agent(chatDetails) {
    global.connect = desktop;
    const session = desktop.ChatSession.create({
      chatDetails: {
        ...chatDetails,
        participantToken: chatDetails.ParticipantToken,
        // A desktop would have a token from elsewhere; without one ChatJS connects by itself.
        getConnectionToken: () => Promise.reject(new Error("none")),
      },
      type: "AGENT",
      disableCSM: true,
    });
    const page = new Page(session);
    await page.connect();
    return page;
  }

  async connect() {
    const before = sockets.length;
    await this.session.connect();
    await until("the websocket to open", () => sockets.length > before && sockets.at(-1).readyState === WebSocket.OPEN);
  }

  async say(message) {
    return (await this.session.sendMessage({ contentType: TEXT, message })).data;
  }

  messages() {
    return this.told
      .filter((told) => told.kind === "message" && told.data.Type === "MESSAGE")
      .map((told) => told.data);
  }

  heard(content) {
    return until(`to hear "${content}"`, () => this.messages().find((item) => item.Content === content));
  }

  happened(name) {
    return until(`the event ${name}`, () =>
      this.told.find((told) => told.kind === "message" && told.data.ContentType === EVENT + name));
  }

  async transcript(options = {}) {
    return (await this.session.getTranscript(options)).data;
  }

  /** Everything that was ever said, oldest first, as a page scrolls back: a token leads from page to page. */
  async everything(maxResults) {
    let items = [];
    let nextToken;
    do {
      const page = await this.transcript({ maxResults, nextToken, scanDirection: "BACKWARD", sortOrder: "ASCENDING" });
      assert.ok(page.Transcript.length <= maxResults);
      items = [...page.Transcript, ...items];
      nextToken = page.NextToken;
    } while (nextToken);
    return items;
  }
}

function texts(items) {
  return items.filter((item) => item.Type === "MESSAGE").map((item) => item.Content);
}

async function main() {
  const { endpoint } = await ask({ what: "endpoint" });
  for (const page of [desktop, browser]) {
    global.connect = page;
    page.ChatSession.setGlobalConfig({
      region: "eu-central-1",
      endpoint,
      loggerConfig: { useDefaultLogger: false },
      features: { messageReceipts: { shouldSendMessageReceipts: true, throttleTime: 1000 } },
    });
  }

  // Connect, and talk both ways.
  const first = await ask({ what: "start" });
  const customer = await Page.customer(first);
  await customer.happened("participant.joined");
  step("connects");

  const sent = await customer.say("Hello");
  const own = await customer.heard("Hello");
  assert.equal(own.Id, sent.Id);
  assert.equal(own.AbsoluteTime, sent.AbsoluteTime);
  assert.equal(own.ContactId, first.ContactId);
  step("hears what it says itself");

  const agent = await Page.agent({ ...first, ...(await ask({ what: "agent", contact: first.ContactId })) });
  await customer.session.sendMessage({ contentType: TEXT, message: "Are you there?" });
  const question = await agent.heard("Are you there?");
  const reply = await agent.say("I am");
  assert.equal((await customer.heard("I am")).Id, reply.Id);
  assert.equal((await customer.heard("I am")).ParticipantRole, "AGENT");
  step("talks with an agent");

  await agent.session.sendEvent({ contentType: `${EVENT}typing` });
  const typing = await until("typing", () => customer.told.find((told) => told.kind === "typing"));
  assert.equal(typing.data.ParticipantRole, "AGENT");
  step("sees the agent type");

  // ChatJS waits a moment before it sends a receipt, and sends the last of those that are due.
  await agent.session.sendEvent({
    contentType: `${EVENT}message.delivered`,
    content: JSON.stringify({ messageId: question.Id }),
  });
  const delivered = await until("delivered", () => customer.told.find((told) => told.kind === "delivered"));
  assert.equal(delivered.data.MessageMetadata.MessageId, question.Id);
  await agent.session.sendEvent({
    contentType: `${EVENT}message.read`,
    content: JSON.stringify({ messageId: question.Id }),
  });
  const read = await until("read", () => customer.told.find((told) => told.kind === "read"));
  assert.equal(read.data.MessageMetadata.MessageId, question.Id);
  assert.ok(read.data.MessageMetadata.Receipts[0].ReadTimestamp);
  assert.equal(agent.told.filter((told) => told.kind === "read").length, 0);
  step("sees its message delivered and read");

  // Lose all connections without a word, and miss something meanwhile.
  const lost = customer.lost;
  const established = customer.established;
  const last = customer.messages().at(-1).Id;
  sockets.splice(0).forEach((socket) => socket.terminate());
  const missed = await agent.session.sendMessage({ contentType: TEXT, message: "Did you miss this?" });
  await until("the loss to be noticed", () => customer.lost > lost && customer.established > established);
  await agent.session.sendMessage({ contentType: TEXT, message: "And this?" });
  await customer.heard("And this?");
  const since = await customer.transcript({
    startPosition: { id: last },
    scanDirection: "FORWARD",
    sortOrder: "ASCENDING",
    maxResults: 100,
  });
  assert.deepEqual(texts(since.Transcript), ["I am", "Did you miss this?", "And this?"]);
  assert.equal(since.Transcript.filter((item) => item.Id === missed.data.Id).length, 1);
  assert.equal(customer.messages().filter((item) => item.Content === "And this?").length, 1);
  step("comes back after it has lost its connection");

  // Closed by the other side, as when a node is stopped.
  const establishedAgain = customer.established;
  await ask({ what: "closeSockets" });
  await until("another connection", () => customer.established > establishedAgain);
  await customer.say("Still here");
  await customer.heard("Still here");
  step("comes back after the service has closed its connection");

  // End.
  await customer.session.disconnectParticipant();
  await until("the end", () => customer.ended === 1 && agent.ended === 1);
  await customer.happened("chat.ended");
  await assert.rejects(
    () => Page.customer(first),
    (error) => error.connectCalled === true && error.connectSuccess === false,
  );
  step("ends");

  // Resume, the next moment, both ways.
  const whole = ["Hello", "Are you there?", "I am", "Did you miss this?", "And this?", "Still here"];
  const second = await ask({ what: "start", rehydrationType: "ENTIRE_PAST_SESSION", source: first.ContactId });
  assert.equal(second.ContinuedFromContactId, first.ContactId);
  const returned = await Page.customer(second);
  await returned.say("Back again");
  await returned.heard("Back again");
  assert.deepEqual(texts(returned.told.map((told) => told.data)), ["Back again"], "nothing of the past is pushed");
  for (const pageSize of [1, 2, 5, 100]) {
    const everything = await returned.everything(pageSize);
    assert.deepEqual(texts(everything), [...whole, "Back again"]);
    assert.equal(new Set(everything.map((item) => item.Id)).size, everything.length);
  }
  step("resumes the entire past session and scrolls back");

  await returned.session.disconnectParticipant();
  await until("the second end", () => returned.ended === 1);
  const third = await ask({ what: "start", rehydrationType: "FROM_SEGMENT", source: second.ContactId });
  const thirdTime = await Page.customer(third);
  await thirdTime.say("Third time");
  const everything = await thirdTime.everything(3);
  assert.deepEqual(texts(everything), [...whole, "Back again", "Third time"]);
  for (const item of everything) {
    const isOld = item.Content !== "Third time" && item.RelatedContactId !== undefined;
    assert.equal(isOld, item.ContactId === undefined);
  }
  assert.equal(everything.find((item) => item.Content === "Hello").RelatedContactId, first.ContactId);
  assert.equal(everything.find((item) => item.Content === "Hello").Id, sent.Id);
  step("resumes from a segment and scrolls back over two sessions");

  await thirdTime.session.disconnectParticipant();
  await until("the third end", () => thirdTime.ended === 1);
  process.stdout.write("DONE\n");
  process.exit(0);
}

main().catch((error) => {
  process.stderr.write(`${error && error.stack ? error.stack : JSON.stringify(error)}\n`);
  process.exit(1);
});
