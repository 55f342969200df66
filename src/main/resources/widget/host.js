// The page around the frame, and what the browser keeps of the chat for this page.
import { newId } from "./connection.js";

const allowed = new Set([location.origin, ...(document.body.dataset.origins ?? "").split(" ").filter(Boolean)]);
const waiting = new Map();
let origin; // of the page around the frame
let store;

export const host = {
  isOpen: false,
  chat: undefined, // ids, name, participant token, continuation token, hasEnded, draft, unsent messages

  tell(kind, more) {
    if (origin) {
      parent.postMessage({ recontact: kind, ...more }, origin);
    }
  },

  keep(chat) {
    host.chat = chat;
    try {
      store?.setItem(key(), JSON.stringify(chat));
    } catch {
      // A full or forbidden storage only costs the resumption.
    }
  },

  /** Lets the page start a chat. The answer has its status, and the chat if it has started. */
  start(request) {
    const id = newId();
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      host.tell("start", { id, request });
    });
  },
};

/** Listens to the page: settings(settings) comes first and once, then shown(hasFocus) each time. */
export function listen({ settings, shown }) {
  addEventListener("message", (event) => {
    const { data } = event;
    if (event.source !== parent || parent === window || !allowed.has(event.origin) || typeof data?.recontact !== "string") {
      return;
    }
    if (data.recontact === "settings" && !origin) {
      origin = event.origin;
      load(data.keep === "browser");
      settings(data);
    } else if ((data.recontact === "opened" || data.recontact === "closed") && origin) {
      host.isOpen = data.recontact === "opened";
      shown(host.isOpen && data.focus === true);
    } else if (data.recontact === "started") {
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    }
  });
}

// Pages of one site may share the storage of the frame.
const key = () => `recontact ${origin}`;

function load(isForAllTabs) {
  try {
    store = isForAllTabs ? localStorage : sessionStorage;
    host.chat = JSON.parse(store.getItem(key()) ?? "null") ?? undefined;
  } catch {
    host.chat = undefined; // the browser stores nothing here, so a reload begins anew
  }
}
