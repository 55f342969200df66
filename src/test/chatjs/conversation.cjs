// Holds a conversation with the unmodified ChatJS. What no page can do it asks of the test that runs it, and it tells the
// test which steps have held, as lines of JSON: {"ask": …} is answered with a line, {"held": "step"} is not.

const assert = require("node:assert/strict");
const readline = require("node:readline");

const { cut } = require("./browser.cjs");
const { Page, ids, told, until } = require("./page.cjs");

const answers = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();

function tell(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function ask(question) {
  tell({ ask: question });
  return JSON.parse((await answers.next()).value);
}

/** All that was said so far, by whoever: the truth to hold transcripts against. */
const said = [];
/** All files that were sent, with their bytes. */
const files = [];

async function says(page, message, contentType) {
  const answer = await page.say(message, contentType);
  said.push(answer.Id);
  return answer;
}

function messagesOf(items) {
  return ids(items.filter((item) => item.Type === "MESSAGE"));
}

let first;
let second;
let third;
let customer;
let agent;
let resumed;

const steps = {
  async "a customer connects"() {
    first = await ask("start");
    customer = await Page.customer(first);
    const joined = await customer.event("participant.joined");
    assert.equal(joined.ParticipantId, customer.participantId);
  },

  async "an agent connects"() {
    agent = await Page.agent({ ...first, ...(await ask({ invite: first.ContactId })) });
    const joined = await customer.event("participant.joined", (item) => item.ParticipantId === agent.participantId);
    assert.equal(joined.ParticipantRole, "AGENT");
  },

  async "both hear the customer, under the id and time of the answer"() {
    const answer = await says(customer, "Hello");
    for (const page of [customer, agent]) {
      const heard = await page.hears("Hello");
      assert.equal(heard.Id, answer.Id);
      assert.equal(heard.AbsoluteTime, answer.AbsoluteTime);
      assert.equal(heard.ContactId, first.ContactId);
      assert.equal(heard.ParticipantId, customer.participantId);
      assert.equal(heard.ParticipantRole, "CUSTOMER");
    }
  },

  async "both hear the agent, whatever the content"() {
    for (const [message, type] of [
      ["Good day, how can I help?", "text/plain"],
      ["**Grüße** aus Zürich 👋\n\u2028\"quoted\" \\ </script>", "text/markdown"],
    ]) {
      const answer = await says(agent, message, type);
      for (const page of [customer, agent]) {
        const heard = await page.hears(message);
        assert.equal(heard.Id, answer.Id);
        assert.equal(heard.ContentType, type);
        assert.equal(heard.ParticipantRole, "AGENT");
      }
    }
  },

  async "each sees the other type, and the transcript does not"() {
    await customer.send("typing");
    await agent.send("typing");
    for (const [page, other] of [
      [customer, agent],
      [agent, customer],
    ]) {
      await page.until("the other typing", () => page.typing.find((item) => item.ParticipantId === other.participantId));
    }
    assert.ok(!told((await customer.page({ maxResults: 100 })).Transcript).includes("typing"));
  },

  async "a sender is told that its message was delivered, and then read"() {
    const message = await customer.hears("Hello");
    for (const kind of ["delivered", "read"]) {
      await agent.send(`message.${kind}`, { messageId: message.Id });
      const [metadata] = await customer.until(`the receipt ${kind}`, () =>
        customer[kind].length > 0 && customer[kind].map((item) => item.MessageMetadata));
      assert.equal(metadata.MessageId, message.Id);
      assert.equal(metadata.Receipts[0].RecipientParticipantId, agent.participantId);
    }
    assert.deepEqual([agent.delivered, agent.read], [[], []]);
    const kept = (await customer.page({ maxResults: 100 })).Transcript.find((item) => item.Id === message.Id);
    const [receipt] = kept.MessageMetadata.Receipts;
    assert.ok(receipt.DeliveredTimestamp <= receipt.ReadTimestamp);
  },

  async "each gets the other's file, byte for byte"() {
    for (const [from, to] of [
      [customer, agent],
      [agent, customer],
    ]) {
      const bytes = Buffer.from(`Grüße von ${from.name}\n`.repeat(1000));
      // What ChatJS reads of a File, which Node 18 does not have.
      const attachment = Object.assign(new Blob([bytes], { type: "text/plain" }), { name: "grüße.txt" });
      await from.session.sendAttachment({ attachment });
      const item = await to.until("the file", () =>
        to.items.find((found) => found.Type === "ATTACHMENT" && found.ParticipantId === from.participantId));
      const [file] = item.Attachments;
      assert.deepEqual([file.AttachmentName, file.Status], ["grüße.txt", "APPROVED"]);
      assert.deepEqual(await to.download(file), bytes);
      files.push({ file, bytes });
    }
  },

  async "who has lost the network comes back, and misses and doubles nothing"() {
    const before = [customer, agent].map((page) => ({ page, ...page.happened, last: page.items.at(-1) }));
    const mend = cut();
    for (const { page, lost } of before) {
      await page.until("the loss", () => page.happened.lost > lost);
    }
    // HTTP still works, as after a change of networks: nobody hears of these until they ask.
    for (let i = 1; i <= 7; i++) {
      await says(i % 2 ? agent : customer, `unheard ${i}`);
    }
    mend();
    for (const { page, ...then } of before) {
      await page.listens(then);
    }
    await says(agent, "Are you back?");
    for (const { page, last } of before) {
      await page.hears("Are you back?");
      // Page by page, beginning with the last item seen.
      const missed = await page.catchUp(last, 3);
      assert.equal(missed[0].Id, last.Id);
      const pushed = messagesOf(page.items);
      assert.equal(new Set(pushed).size, pushed.length, "nothing is pushed twice");
      const seen = messagesOf(page.items.slice(0, page.items.indexOf(last) + 1));
      assert.deepEqual([...new Set([...seen, ...messagesOf(missed)])], said);
    }
  },

  async "a websocket that the service closes is replaced by another"() {
    const before = [customer, agent].map((page) => ({ page, ...page.happened, last: page.items.at(-1) }));
    await ask("closeSockets");
    for (const { page, ...then } of before) {
      await page.until("the loss", () => page.happened.lost > then.lost);
      await page.listens(then);
    }
    await says(customer, "Still here");
    for (const { page, last } of before) {
      await page.hears("Still here");
      assert.deepEqual(messagesOf((await page.catchUp(last, 100)).slice(1)), said.slice(-1));
      assert.equal(page.happened.broken, 0);
    }
  },

  async "who pages has everything that was said, once and in order"() {
    for (const size of [1, 4, 100]) {
      for (const page of [customer, agent]) {
        const all = await page.scrollBack(size);
        assert.deepEqual(messagesOf(all), said);
        assert.equal(new Set(ids(all)).size, all.length);
      }
    }
  },

  async "both are told the end, and their sessions are over"() {
    await customer.session.disconnectParticipant();
    for (const page of [customer, agent]) {
      await page.event("chat.ended");
      await page.until("the end", () => page.happened.ended > 0);
      assert.deepEqual(told(page.items).slice(-2), ["participant.left", "chat.ended"]);
      assert.equal(page.happened.ended, 1);
      await assert.rejects(async () => page.say("Is anybody there?"));
    }
  },

  async "nobody connects to a chat that has ended: 403"() {
    const late = new Page("who is late", first, "CUSTOMER");
    await assert.rejects(late.session.connect(), ({ connectSuccess, _debug }) => {
      assert.equal(connectSuccess, false);
      assert.equal(_debug._debug?.type ?? _debug.type, "AccessDeniedException");
      assert.equal(_debug._debug?.statusCode ?? _debug.statusCode, 403);
      return true;
    });
  },

  async "ENTIRE_PAST_SESSION resumes at once, and scrolls back to the first message"() {
    second = await ask({ resume: first.ContactId, rehydrationType: "ENTIRE_PAST_SESSION" });
    assert.equal(second.ContinuedFromContactId, first.ContactId);
    resumed = await Page.customer(second, "the customer, back");
    await says(resumed, "Back again");
    await resumed.hears("Back again");
    assert.deepEqual(messagesOf(resumed.items), said.slice(-1), "nothing of the past is pushed");
    for (const size of [1, 3, 100]) {
      assert.deepEqual(messagesOf(await resumed.scrollBack(size)), said);
    }
    for (const { file, bytes } of files) {
      assert.deepEqual(await resumed.download(file), bytes);
    }
  },

  async "a resumed chat comes back from a loss without its past"() {
    const before = { ...resumed.happened };
    const last = resumed.items.at(-1);
    const mend = cut();
    await says(resumed, "Lost, and said");
    mend();
    await resumed.listens(before);
    assert.deepEqual(messagesOf(await resumed.catchUp(last, 100)), said.slice(-2));
  },

  async "FROM_SEGMENT resumes at once, and scrolls back over two past sessions"() {
    await ask({ stop: second.ContactId });
    await resumed.until("the end", () => resumed.happened.ended > 0);
    third = await ask({ resume: second.ContactId, rehydrationType: "FROM_SEGMENT" });
    assert.equal(third.ContinuedFromContactId, second.ContactId);
    resumed = await Page.customer(third, "the customer, back once more");
    await says(resumed, "For the third time");
    for (const size of [1, 5, 100]) {
      const all = await resumed.scrollBack(size);
      assert.deepEqual(messagesOf(all), said);
      assert.equal(new Set(ids(all)).size, all.length);
      // Where an item is from is in one member if that is this session, and in another if it is a past one.
      const sources = all.map((item) => item.ContactId ?? `past ${item.RelatedContactId}`);
      assert.deepEqual(
        [...new Set(sources)],
        [`past ${first.ContactId}`, `past ${second.ContactId}`, third.ContactId],
      );
    }
  },

  async "the transcript that ChatJS itself keeps is whole and in order"() {
    await ask({ stop: third.ContactId });
    const fourth = await ask({ resume: third.ContactId, rehydrationType: "ENTIRE_PAST_SESSION" });
    const page = new Page("who leaves it to ChatJS", fourth, "CUSTOMER");
    let kept = { transcript: [] };
    page.session.onTranscriptUpdated(({ data }) => (kept = data));
    await page.connect();
    // ChatJS lists a message when it is answered; on a slow machine that may be before it hears of its own joining.
    await page.until("its own joining", () => told(kept.transcript).includes("participant.joined"));
    for (const message of ["one", "two", "three"]) {
      await says(page, message);
    }
    await page.hears("three");
    await page.until("the first page", () => kept.previousTranscriptNextToken);
    // ChatJS puts each older item before those it has, so it wants older pages newest first.
    while (kept.previousTranscriptNextToken) {
      const nextToken = kept.previousTranscriptNextToken;
      await page.page({ nextToken, maxResults: 4, scanDirection: "BACKWARD", sortOrder: "DESCENDING" });
      await until("the next page in the transcript", () => kept.previousTranscriptNextToken !== nextToken);
    }
    assert.deepEqual(messagesOf(kept.transcript), said);
    assert.deepEqual(told(kept.transcript), told(await page.scrollBack(100)));
    await ask({ stop: fourth.ContactId });
    await page.until("the end", () => page.happened.ended > 0);
  },
};

async function main() {
  const { endpoint } = await ask("endpoint");
  Page.config = {
    region: "eu-central-1",
    endpoint,
    features: { messageReceipts: { shouldSendMessageReceipts: true, throttleTime: 1000 } },
  };
  for (const [name, holds] of Object.entries(steps)) {
    try {
      await holds();
    } catch (error) {
      throw new Error(`It does not hold that ${name}`, { cause: error });
    }
    tell({ held: name });
  }
}

function fail(error) {
  console.error(error);
  process.exit(1);
}

setTimeout(() => fail(new Error("The conversation has taken too long")), 180_000);
// ChatJS keeps timers, so the process does not end by itself.
main().then(() => process.exit(0), fail);
