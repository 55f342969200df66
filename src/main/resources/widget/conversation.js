// An open chat: what arrives, what the customer sends, typing and receipts.
import { Connection, newId } from "./connection.js";
import { $, element } from "./elements.js";
import { host } from "./host.js";
import { Transcript } from "./transcript.js";

const AGENTS = ["AGENT", "SUPERVISOR"];
const PAGE = 30;
const base = new URL("..", location.href);

let connection;
let hasEnded = () => {};
let older = ""; // the token of the next older page
let unread = 0;
let newest; // the newest message of an agent
let acknowledged = "";
let last; // the newest item up to which none is missing
let isComplete = false; // false while items may be missing after the last one
let isRestored = false; // false until what was not sent before a reload is on its way again

export const transcript = new Transcript($("log"), $("items"), {
  answer: (contentType, content) => send(contentType, content),
  view: (token) => connection.view(token),
  download: async (file) => {
    try {
      save(await connection.download(file.AttachmentId), file.AttachmentName);
    } catch {
      problem("The file cannot be read at the moment.");
    }
  },
});

/** Connects to the chat that the browser keeps. Calls ended once if it has ended or ends. */
export function open(ended) {
  hasEnded = ended;
  transcript.clear();
  transcript.end(false);
  setOlder("");
  problem("");
  showAgent("");
  last = newest = undefined;
  isComplete = false;
  isRestored = false;
  unread = 0;
  status("Connecting…");
  const current = new Connection(base, host.chat.ParticipantToken, {
    connected: catchUp,
    lost: () => {
      isComplete = false;
      status("The connection is lost. Trying again…");
    },
    item: (item) => {
      if (isComplete && isStored(item)) {
        last = item;
      }
      receive([item]);
    },
    ended: end,
  });
  connection = current;
  current.run();
}

/** Leaves the chat, which ends it. */
export async function leave() {
  await connection.disconnect();
  end();
}

function end() {
  connection.close();
  status("");
  showTyping();
  transcript.end(true);
  setOlder("");
  hasEnded();
}

// ---- Receiving

const isStored = (item) => item.ContactId && (item.Type === "MESSAGE" || item.Type === "ATTACHMENT");

async function catchUp() {
  const from = last;
  let token;
  do {
    const page = await connection.transcript(
      from
        ? { StartPosition: { AbsoluteTime: from.AbsoluteTime }, ScanDirection: "FORWARD", MaxResults: 100, NextToken: token }
        : { ScanDirection: "BACKWARD", MaxResults: PAGE },
    );
    receive(page.Transcript, !from);
    last = page.Transcript.filter(isStored).at(-1) ?? last;
    token = from && page.NextToken;
    if (!from) {
      setOlder(page.NextToken);
      if (older && page.Transcript.length < PAGE) {
        await readOlder(PAGE); // a page does not reach from the current chat into the past ones
      }
      $("log").scrollTop = $("log").scrollHeight;
    }
  } while (token);
  isComplete = true;
  status("");
  if (!isRestored) {
    isRestored = true;
    const { draft = "", unsent = [] } = host.chat;
    $("text").value ||= draft;
    fit();
    unsent.forEach(({ token, contentType, content }) => send(contentType, content, token));
  }
}

function receive(items, isPast = false) {
  const typing = items.filter((item) => item.ContentType?.endsWith(".event.typing"));
  typing.filter((item) => item.ParticipantRole !== "CUSTOMER").forEach((item) => showTyping(item.DisplayName || "Somebody"));
  const added = transcript.add(items.filter((item) => !typing.includes(item)), { isPast });
  for (const item of added.filter((each) => each.ContactId && AGENTS.includes(each.ParticipantRole))) {
    showAgent(item.ContentType?.endsWith(".participant.left") ? "" : `with ${item.DisplayName || "an agent"}`);
  }
  const messages = added.filter((item) => item.Type !== "EVENT" && item.ParticipantRole !== "CUSTOMER");
  if (messages.length) {
    showTyping();
    unread += isPast ? 0 : messages.length;
    newest = messages.filter((item) => item.ContactId && AGENTS.includes(item.ParticipantRole)).at(-1)?.Id ?? newest;
    seen();
  }
  if (added.some((item) => item.ContactId && item.ContentType?.endsWith(".event.chat.ended"))) {
    end();
  }
}

function showAgent(text) {
  $("with").hidden = !text;
  $("with").textContent = text;
}

function status(text) {
  $("connection").textContent = text;
}

function problem(text) {
  $("problem").textContent = text;
}

let typingTimer;

function showTyping(name) {
  clearTimeout(typingTimer);
  $("typing").textContent = name ? `${name} is typing…` : "";
  typingTimer = name && setTimeout(showTyping, 12_000);
}

function setOlder(token) {
  older = token ?? "";
  $("earlier").hidden = !older;
}

async function readOlder(number) {
  const page = await connection.transcript({ ScanDirection: "BACKWARD", MaxResults: number, NextToken: older });
  transcript.add(page.Transcript, { isPast: true });
  setOlder(page.NextToken);
}

$("earlier").addEventListener("click", async () => {
  $("earlier").disabled = true;
  await readOlder(PAGE).catch(() => problem("Earlier messages cannot be read at the moment."));
  $("earlier").disabled = false;
});

$("download").addEventListener("click", async () => {
  try {
    while (older) {
      await readOlder(100);
    }
  } catch {
    problem("The file has only the messages that are shown.");
  }
  save(new Blob([transcript.text(document.title)], { type: "text/plain;charset=utf-8" }), "conversation.txt");
});

function save(blob, name) {
  const url = URL.createObjectURL(blob);
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Tells the page how much is unread, and the agent what has arrived. */
export function seen() {
  const isRead = host.isOpen && !document.hidden;
  unread = isRead ? 0 : unread;
  host.tell("unread", { value: unread });
  const receipt = newest && `${isRead ? "read" : "delivered"} ${newest}`;
  if (receipt && receipt !== acknowledged && acknowledged !== `read ${newest}`) {
    acknowledged = receipt;
    // With more than two participants there are no receipts.
    connection.event(isRead ? "message.read" : "message.delivered", { messageId: newest }).catch(() => {});
  }
}

document.addEventListener("visibilitychange", seen);

// ---- Sending

/** Keeps what the customer has written, so that neither a reload nor a lost connection loses it. */
function keep(more) {
  host.keep({ ...host.chat, ...more });
}

const unsentBut = (token) => (host.chat.unsent ?? []).filter((each) => each.token !== token);

async function send(contentType, content, token = newId()) {
  problem("");
  const pending = transcript.pending(contentType, content);
  keep({ unsent: [...unsentBut(token), { token, contentType, content }] });
  try {
    const answer = await connection.send(token, contentType, content);
    pending.done();
    keep({ unsent: unsentBut(token) });
    // A function that processes messages may change it, so only its item shows it then.
    if (answer.MessageMetadata?.MessageProcessingStatus !== "PROCESSING") {
      receive([
        {
          Id: answer.Id,
          AbsoluteTime: answer.AbsoluteTime,
          Type: "MESSAGE",
          ContentType: contentType,
          Content: content,
          ContactId: host.chat.ContactId,
          ParticipantRole: "CUSTOMER",
          DisplayName: host.chat.DisplayName,
        },
      ]);
    }
  } catch (failure) {
    pending.failed(failure.message, () => send(contentType, content, token));
  }
}

let typingSentAt = -Infinity;

function sendText() {
  const text = $("text").value.trim();
  if (text) {
    $("text").value = "";
    keep({ draft: "" });
    fit();
    typingSentAt = -Infinity;
    send("text/plain", text);
  }
}

function fit() {
  $("text").style.height = "auto";
  $("text").style.height = `${Math.min($("text").scrollHeight + 2, 120)}px`;
}

$("compose").addEventListener("submit", (event) => {
  event.preventDefault();
  sendText();
  $("text").focus();
});
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    sendText();
  }
});
$("text").addEventListener("input", () => {
  fit();
  keep({ draft: $("text").value });
  if ($("text").value && performance.now() - typingSentAt > 6_000) {
    typingSentAt = performance.now();
    connection.event("typing").catch(() => {});
  }
});
$("file").addEventListener("change", async () => {
  const file = $("file").files[0];
  $("file").value = "";
  if (file) {
    problem("");
    const pending = transcript.pending("text/plain", file.name);
    await connection.upload(file).then(pending.done, (failure) =>
      pending.failed(failure.message.replace("AttachmentName", "the name of the file")),
    );
  }
});
