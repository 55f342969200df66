// A browser for ChatJS, which is not modified: what it needs of one, tabs, and a network that can be cut.

const WebSocket = require("ws");

const open = new Set();
let line = Promise.resolve();

class TabSocket extends WebSocket {
  constructor(...args) {
    super(...args);
    open.add(this);
    this.on("close", () => open.delete(this));
  }
}

global.window = global;
global.self = global;
global.crypto ??= require("node:crypto").webcrypto; // no global before Node 20
global.WebSocket = TabSocket;
// From Node 21 on there is one, but it does not say whether it is on line.
Object.defineProperty(global, "navigator", { value: { onLine: true, userAgent: "node" }, configurable: true });

const fetchNow = global.fetch;
global.fetch = async (request, ...rest) => {
  if (request.url?.endsWith("/participant/connection")) {
    await line;
  }
  return fetchNow(request, ...rest);
};

const CHATJS = require.resolve("amazon-connect-chatjs");

/** Loads ChatJS anew: what it shares within a tab, such as the websocket of a contact, it does not share between tabs. */
function openTab(config) {
  delete require.cache[CHATJS];
  delete global.connect;
  require(CHATJS);
  const { ChatSession } = global.connect;
  ChatSession.setGlobalConfig(config);
  return ChatSession;
}

/** Loses all websockets without a close frame, and keeps tabs from new ones until the answer is called. */
function cut() {
  let mend;
  line = new Promise((resolve) => (mend = resolve));
  for (const socket of open) {
    socket.terminate();
  }
  return mend;
}

module.exports = { openTab, cut };
