// The page in the frame: asks what a back end needs to know, and leads from the start of a chat to its end.
import { newId } from "./connection.js";
import { leave, open, seen, transcript } from "./conversation.js";
import { $, field, values } from "./elements.js";
import { host, listen } from "./host.js";

const TYPES = [
  "text/plain",
  "application/vnd.amazonaws.connect.message.interactive",
  "application/vnd.amazonaws.connect.message.interactive.response",
];

let fields = [];
let attributes = {};
let attempt; // the token of a start whose answer was lost, so that a repeat starts no second chat

listen({
  settings(given) {
    fields = Array.isArray(given.fields) ? given.fields.filter((each) => typeof each?.name === "string") : [];
    attributes = given.attributes && typeof given.attributes === "object" ? given.attributes : {};
    dress(given);
    $("fields").replaceChildren(...fields.map((definition) => field(definition, "field")));
    host.chat && !host.chat.hasEnded ? showChat() : showStart();
  },
  shown(hasFocus) {
    seen();
    if (hasFocus) {
      focus();
    }
    if (host.isOpen && !host.chat && fields.length === 0 && !$("start").hidden && !$("start-problem").textContent) {
      start();
    }
  },
});

function dress({ title, color, onColor, theme }) {
  const style = document.documentElement.style;
  if (/^#[0-9a-f]{6}$/i.test(color)) {
    style.setProperty("--accent", color);
    style.setProperty("--on-accent", onColor === "#000" ? "#000" : "#fff");
  }
  if (theme === "light" || theme === "dark") {
    style.colorScheme = theme;
  }
  document.title = String(title);
  $("title").textContent = String(title);
}

function show(...ids) {
  for (const id of ["start", "log", "writing", "ended", "end", "download"]) {
    $(id).hidden = !ids.includes(id);
  }
}

function focus() {
  const first = $("start").hidden ? $("text") : $("start").querySelector("input, textarea, select, button");
  first.focus();
}

// ---- Start

function showStart(reason = "") {
  show("start");
  $("start-problem").textContent = reason;
  $("continue-last").hidden = !host.chat;
  host.tell("active", { value: false });
}

$("start").addEventListener("submit", (event) => {
  event.preventDefault();
  const invalid = [...$("fields").querySelectorAll("input, select, textarea")].find((input) => !input.checkValidity());
  if (invalid) {
    $("start-problem").textContent = `${invalid.labels[0].textContent}: ${invalid.validationMessage}`;
    invalid.focus();
  } else {
    start();
  }
});
$("continue-last").addEventListener("click", () => start(host.chat));
$("continue").addEventListener("click", () => start(host.chat));
$("again").addEventListener("click", () => {
  showStart();
  fields.length === 0 ? start() : focus();
});

function request(past) {
  const { DisplayName: name = past?.DisplayName ?? "Customer", ...more } = values($("fields"));
  const whole = {
    ParticipantDetails: { DisplayName: name },
    Attributes: { ...attributes, ...more },
    SupportedMessagingContentTypes: TYPES,
  };
  return past
    ? {
        ...whole,
        PersistentChat: { SourceContactId: past.ContactId, RehydrationType: "ENTIRE_PAST_SESSION" },
        ContinuationToken: past.ContinuationToken,
      }
    : whole;
}

async function start(past) {
  const buttons = ["start-chat", "continue-last", "continue", "again"].map($);
  const problem = $("ended").hidden ? $("start-problem") : $("ended-problem");
  problem.textContent = "";
  const wanted = request(past);
  const text = JSON.stringify(wanted);
  attempt = attempt?.text === text ? attempt : { text, token: newId() };
  buttons.forEach((button) => (button.disabled = true));
  const { status, chat } = await host.start({ ...wanted, ClientToken: attempt.token });
  buttons.forEach((button) => (button.disabled = false));
  if (typeof chat?.ParticipantToken !== "string") {
    problem.textContent = problemOf(status, past);
    return;
  }
  attempt = undefined;
  host.keep({
    ContactId: String(chat.ContactId),
    ParticipantToken: chat.ParticipantToken,
    ContinuationToken: chat.ContinuationToken,
    DisplayName: wanted.ParticipantDetails.DisplayName,
  });
  showChat();
  if (host.isOpen) {
    focus();
  }
}

function problemOf(status, past) {
  if (status === 429) {
    return "There were too many chats. Try again in a few minutes.";
  }
  return past && status >= 400 && status < 500
    ? "This conversation cannot be continued. Start a new chat."
    : "The chat cannot be started at the moment. Try again.";
}

// ---- Chat and end

function showChat() {
  show("log", "writing", "end", "download");
  host.tell("active", { value: true });
  open(ended);
}

function ended() {
  if (host.chat.hasEnded) {
    return;
  }
  const { ParticipantToken: _, draft: _draft, unsent: _unsent, ...rest } = host.chat;
  host.keep({ ...rest, hasEnded: true });
  if (transcript.isEmpty) {
    showStart("The last chat has ended."); // while the page was away; its token reads nothing any more
    return;
  }
  show("log", "ended", "download");
  $("log").scrollTop = $("log").scrollHeight;
  $("with").hidden = true;
  $("ended-problem").textContent = "";
  host.tell("active", { value: false });
  if (host.isOpen && document.hasFocus()) {
    $("continue").focus();
  }
}

$("end").addEventListener("click", () => $("ending").showModal());
$("ending-no").addEventListener("click", () => $("ending").close());
$("ending-yes").addEventListener("click", async () => {
  $("ending").close();
  await leave().catch(() => ($("problem").textContent = "The chat cannot be ended at the moment. Try again."));
});
$("close").addEventListener("click", () => host.tell("close"));
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !$("ending").open) {
    host.tell("close");
  }
});
