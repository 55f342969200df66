// The items of a conversation as a list, in the order of their time. An item that is shown already is not shown again.
import { element, linked } from "./elements.js";
import { answerText, interactive } from "./interactive.js";

const INTERACTIVE = "application/vnd.amazonaws.connect.message.interactive";
const EVENT = "application/vnd.amazonaws.connect.event.";

const timeOf = (item) => Date.parse(item.AbsoluteTime);

/** The service names flows and bots by these words. */
const nameOf = (item) => (item.DisplayName && !["SYSTEM_MESSAGE", "BOT"].includes(item.DisplayName) ? item.DisplayName : "Assistant");

/** How a person reads an event; undefined if it is none of their business. */
function eventText(item) {
  const name = item.DisplayName || "Somebody";
  const isAgent = item.ParticipantRole === "AGENT" || item.ParticipantRole === "SUPERVISOR";
  switch (item.ContentType?.slice(EVENT.length)) {
    case "participant.joined":
      return isAgent ? `${name} has joined` : undefined;
    case "participant.left":
      return isAgent ? `${name} has left` : undefined;
    case "participant.autodisconnection":
      return `${name} was disconnected after a long silence`;
    case "transfer.succeeded":
      return "The chat was transferred";
    case "chat.ended":
      return "The chat has ended";
    default:
      return undefined;
  }
}

export class Transcript {
  #log;
  #list;
  #actions;
  #shown = new Map();

  /** actions: answer(contentType, content), view(token), download(attachment). */
  constructor(log, list, actions) {
    this.#log = log;
    this.#list = list;
    this.#actions = actions;
  }

  clear() {
    this.#shown.clear();
    this.#list.replaceChildren();
  }

  get isEmpty() {
    return this.#shown.size === 0;
  }

  /** Adds items and returns those that are new. Pages of the past are not read out, and do not move what is in view. */
  add(items, { isPast = false } = {}) {
    const log = this.#log;
    const fromEnd = log.scrollHeight - log.scrollTop;
    const isAtEnd = fromEnd - log.clientHeight < 80;
    log.setAttribute("aria-live", isPast ? "off" : "polite");
    const added = items.filter((item) => this.#add(item));
    this.#arrange();
    if (isPast) {
      log.scrollTop = log.scrollHeight - fromEnd;
    } else if (isAtEnd) {
      log.scrollTop = log.scrollHeight;
    }
    return added;
  }

  #add(item) {
    if (item.Type === "MESSAGEMETADATA" || item.ContentType === EVENT + "message.metadata") {
      this.#receipts(item.MessageMetadata);
      return false;
    }
    if (!item.Id || this.#shown.has(item.Id)) {
      return false;
    }
    const line = this.#line(item);
    this.#shown.set(item.Id, line);
    if (line) {
      line.item = item;
      this.#insert(line, timeOf(item));
      this.#receipts(item.MessageMetadata && { MessageId: item.Id, ...item.MessageMetadata });
    }
    return true;
  }

  #insert(line, time) {
    line.time = time;
    let after = this.#list.lastElementChild;
    while (after && after.time > time) {
      after = after.previousElementSibling;
    }
    after ? after.after(line) : this.#list.prepend(line);
  }

  #line(item) {
    const isMine = item.ParticipantRole === "CUSTOMER";
    if (item.Type === "EVENT") {
      const text = eventText(item);
      return text && element("li", { class: "event" }, element("p", {}, text));
    }
    const parts = [];
    if (item.Type === "ATTACHMENT" || item.Attachments?.length) {
      parts.push(...(item.Attachments ?? []).map((file) => this.#file(file)));
    } else if (item.ContentType === INTERACTIVE) {
      parts.push(...interactive(item.Content ?? "", this.#actions));
    } else if (item.ContentType === INTERACTIVE + ".response" || (isMine && item.Content?.startsWith("{"))) {
      parts.push(element("p", {}, answerText(item.Content ?? "")));
    } else {
      parts.push(element("p", {}, ...linked(item.Content ?? "")));
    }
    return this.#bubble(isMine, nameOf(item), new Date(timeOf(item)), parts);
  }

  #bubble(isMine, name, time, parts) {
    return element("li", { class: isMine ? "mine" : "theirs" },
      element("span", { class: isMine ? "away" : "by" }, isMine ? "You" : name),
      element("div", { class: "bubble" }, ...parts),
      element("span", { class: "at" },
        element("time", { datetime: time.toISOString() }, time.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })),
        element("span", { class: "state" })));
  }

  #file(file) {
    return file.Status === "APPROVED"
      ? element("button", { type: "button", class: "file", onclick: () => this.#actions.download(file) }, String(file.AttachmentName))
      : element("p", {}, `${file.AttachmentName} (not available)`);
  }

  /** Shows a message or a file that is on its way. */
  pending(contentType, content) {
    const text = contentType === "text/plain" && !content.startsWith("{") ? content : answerText(content);
    const line = this.#bubble(true, "", new Date(), [element("p", {}, ...linked(text))]);
    line.classList.add("pending");
    line.querySelector(".state").textContent = "Sending…";
    this.#insert(line, Infinity);
    this.#arrange();
    this.#log.scrollTop = this.#log.scrollHeight;
    return {
      done: () => line.remove(),
      failed: (reason, again) => {
        line.classList.add("failed");
        const repeat = () => {
          line.remove();
          again();
        };
        line.querySelector(".state").replaceChildren(
          `Not sent: ${reason} `,
          again ? element("button", { type: "button", class: "plain", onclick: repeat }, "Try again") : "",
        );
      },
    };
  }

  #receipts(metadata) {
    const line = metadata && this.#shown.get(metadata.MessageId);
    const state = line?.classList.contains("mine") && line.querySelector(".state");
    if (!state) {
      return;
    }
    const receipts = metadata.Receipts ?? [];
    if (receipts.some((receipt) => receipt.ReadTimestamp)) {
      state.textContent = "Read";
    } else if (receipts.some((receipt) => receipt.DeliveredTimestamp) && state.textContent !== "Read") {
      state.textContent = "Delivered";
    } else if (metadata.MessageProcessingStatus && metadata.MessageProcessingStatus !== "PROCESSING") {
      state.textContent = "Not delivered";
    }
  }

  /** Names days and senders once, and lets the customer answer only what is still open. */
  #arrange() {
    let day;
    let sender;
    const mine = [...this.#list.querySelectorAll(".mine")].at(-1);
    for (const line of this.#list.children) {
      const date = line.item ? new Date(line.time).toDateString() : day;
      const isNewDay = date !== day;
      const heading = line.querySelector(".day");
      if (!isNewDay) {
        heading?.remove();
      } else if (!heading) {
        const text = new Date(line.time).toLocaleDateString(undefined, { weekday: "long", day: "numeric", month: "long" });
        line.prepend(element("span", { class: "day" }, text));
      }
      const by = `${line.classList[0]} ${line.item?.DisplayName ?? ""}`;
      line.classList.toggle("follows", by === sender && !isNewDay);
      day = date;
      sender = by;
      const isPast = mine && line.compareDocumentPosition(mine) & Node.DOCUMENT_POSITION_FOLLOWING;
      for (const box of line.querySelectorAll("fieldset")) {
        box.disabled = Boolean(isPast || this.hasEnded);
      }
    }
  }

  /** Nothing can be answered any more. */
  end(hasEnded) {
    this.hasEnded = hasEnded;
    this.#arrange();
  }

  /** The conversation as text. */
  text(title) {
    const items = [...this.#list.children].map((line) => line.item).filter(Boolean);
    const lines = items.map((item) => {
      const time = new Date(timeOf(item)).toLocaleString();
      const files = (item.Attachments ?? []).map((file) => `[${file.AttachmentName}]`).join(" ");
      if (item.Type === "EVENT") {
        return `${time}  ${eventText(item)}`;
      }
      const line = this.#shown.get(item.Id);
      const content = item.ContentType === INTERACTIVE
        ? [...line.querySelectorAll(".bubble p, .bubble .options > *")].map((part) => part.textContent).join(" | ")
        : line.querySelector(".bubble p")?.textContent;
      return `${time}  ${nameOf(item)}: ${files || content || ""}`;
    });
    return `${title}\n\n${lines.join("\n")}\n`;
  }
}
