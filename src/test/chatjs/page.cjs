// A participant in a tab of its own, as the code of a page has it: a session of ChatJS, and all that it has been told.

const assert = require("node:assert/strict");

const { openTab } = require("./browser.cjs");

const EVENT = "application/vnd.amazonaws.connect.event.";
const PATIENCE = 20_000;

/** Waits until something is there, and gives it. */
async function until(what, find) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const found = find();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

class Page {
  /** What all tabs are configured with. */
  static config;

  constructor(name, details, type) {
    this.name = name;
    this.participantId = details.ParticipantId;
    this.items = []; // as they came: messages and events, but no typing and no receipts
    this.typing = [];
    this.delivered = [];
    this.read = [];
    this.happened = { opened: 0, answered: 0, lost: 0, broken: 0, ended: 0 };
    this.session = openTab(Page.config).create({ chatDetails: details, type, disableCSM: true });
    this.session.onMessage(({ data }) => this.items.push(data));
    this.session.onTyping(({ data }) => this.typing.push(data));
    this.session.onDeliveredReceipt(({ data }) => this.delivered.push(data));
    this.session.onReadReceipt(({ data }) => this.read.push(data));
    // ChatJS tells the same once more when connect() has been answered, which is before there is a websocket.
    this.session.onConnectionEstablished((event) => event.connectCalled || this.happened.opened++);
    this.session.onDeepHeartbeatSuccess(() => this.happened.answered++);
    this.session.onConnectionLost(() => this.happened.lost++);
    this.session.onConnectionBroken(() => this.happened.broken++);
    this.session.onEnded(() => this.happened.ended++);
  }

  static async customer(details, name = "the customer") {
    const page = new Page(name, details, "CUSTOMER");
    await page.connect();
    return page;
  }

  /** An agent without a desktop: ChatJS asks that for a connection, and makes its own when there is none. */
  static async agent(details) {
    const getConnectionToken = () => Promise.reject(new Error("There is no desktop"));
    const participantToken = details.ParticipantToken;
    const page = new Page("the agent", { ...details, participantToken, getConnectionToken }, "AGENT");
    await page.connect();
    return page;
  }

  async connect() {
    const { connectSuccess } = await this.session.connect();
    assert.equal(connectSuccess, true);
    await this.listens({ opened: 0, answered: 0 });
  }

  /** Waits for another websocket than before. ChatJS pings it right after it has subscribed, and is answered in turn. */
  async listens(before) {
    await this.until("its websocket", () => this.happened.opened > before.opened);
    await this.until("an answer there", () => this.happened.answered > before.answered);
  }

  until(what, find) {
    return until(`${what}, as ${this.name}`, find);
  }

  async say(message, contentType = "text/plain") {
    return (await this.session.sendMessage({ message, contentType })).data;
  }

  async send(event, content) {
    return (await this.session.sendEvent({ contentType: EVENT + event, content: content && JSON.stringify(content) })).data;
  }

  async download(file) {
    const blob = await this.session.downloadAttachment({ attachmentId: file.AttachmentId });
    return Buffer.from(await blob.arrayBuffer());
  }

  hears(message) {
    return this.until(`the message "${message}"`, () => this.items.find((item) => item.Content === message));
  }

  event(name, which = () => true) {
    return this.until(`the event ${name}`, () =>
      this.items.find((item) => item.ContentType === EVENT + name && which(item)));
  }

  async page(options) {
    return (await this.session.getTranscript(options)).data;
  }

  /** All pages from a first one on, in the order in which they come. */
  async pages(options) {
    const pages = [];
    let nextToken;
    do {
      const page = await this.page({ ...options, nextToken });
      assert.ok(page.Transcript.length <= options.maxResults, "a page holds no more than was asked for");
      assert.ok(pages.length < 1000, "the pages come to an end");
      pages.push(page.Transcript);
      nextToken = page.NextToken;
    } while (nextToken);
    return pages;
  }

  /** Scrolls back to the very first item; oldest first. */
  async scrollBack(maxResults) {
    const pages = await this.pages({ maxResults, scanDirection: "BACKWARD", sortOrder: "ASCENDING" });
    return pages.reverse().flat();
  }

  /** What was said since the last item it has seen, as a page asks when its connection has come back. */
  async catchUp(last, maxResults) {
    const pages = await this.pages({
      startPosition: { id: last.Id },
      maxResults,
      scanDirection: "FORWARD",
      sortOrder: "ASCENDING",
    });
    return pages.flat();
  }
}

function ids(items) {
  return items.map((item) => item.Id);
}

/** What items say, in short: a message's content, an event's name. */
function told(items) {
  return items.map((item) => item.Content ?? item.ContentType.replace(EVENT, ""));
}

module.exports = { Page, ids, told, until };
