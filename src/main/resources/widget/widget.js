// Shows a button on the page, and the chat in a frame. It reads and changes nothing else of the page.
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script || document.querySelector("recontact-widget")) {
    return;
  }
  const settings = script.dataset;
  const base = new URL(".", script.src);
  const title = settings.title || "Chat";

  const json = (name, otherwise) => {
    try {
      return settings[name] ? JSON.parse(settings[name]) : otherwise;
    } catch {
      console.error(`recontact: data-${name} is not JSON`);
      return otherwise;
    }
  };

  // What the page remembers, so that an open chat is there again after a reload. The chat itself is kept by the frame.
  const memory = {
    get: (name) => {
      try {
        return sessionStorage.getItem("recontact-" + name) === "true";
      } catch {
        return false;
      }
    },
    set: (name, value) => {
      try {
        sessionStorage.setItem("recontact-" + name, String(value));
      } catch {
        // The page may not store anything.
      }
    },
  };

  const color = /^#[0-9a-f]{6}$/i.test(settings.color || "") ? settings.color : "#0f766e";
  // Black or white, whichever can be read better on the color.
  const channels = [1, 3, 5].map((at) => (parseInt(color.slice(at, at + 2), 16) / 255) ** 2.2);
  const luminance = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
  const onColor = luminance > 0.18 ? "#000" : "#fff";
  const side = settings.position === "left" ? "left" : "right";

  const styles = new CSSStyleSheet();
  styles.replaceSync(`
    :host { all: initial; }
    button { position: fixed; ${side}: 20px; bottom: 20px; z-index: 2147483000; width: 60px; height: 60px; padding: 0;
      border: 0; border-radius: 50%; background: ${color}; color: ${onColor}; cursor: pointer;
      box-shadow: 0 4px 16px rgb(0 0 0 / 0.28); transition: transform 0.15s; }
    button:hover { transform: scale(1.05); }
    button:focus-visible { outline: 3px solid ${color}; outline-offset: 3px; }
    svg { width: 30px; height: 30px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round;
      stroke-linejoin: round; }
    [aria-expanded="true"] .open, [aria-expanded="false"] .shut { display: none; }
    span { position: absolute; top: -4px; right: -4px; min-width: 22px; height: 22px; padding: 0 6px;
      box-sizing: border-box; border-radius: 11px; background: #b91c1c; color: #fff;
      font: 600 13px/22px system-ui, sans-serif; text-align: center; }
    span:empty { display: none; }
    iframe { position: fixed; ${side}: 20px; bottom: 92px; z-index: 2147483001; width: 384px; max-width: calc(100vw - 40px);
      height: 640px; max-height: calc(100vh - 112px); border: 0; border-radius: 16px;
      box-shadow: 0 8px 40px rgb(0 0 0 / 0.3); }
    iframe[hidden] { display: none; }
    @media (max-width: 480px) {
      iframe { inset: 0; width: 100vw; max-width: none; height: 100vh; height: 100dvh; max-height: none;
        border-radius: 0; }
    }
    @media (prefers-reduced-motion: reduce) { button { transition: none; } }
    @media print { :host { display: none; } }`);

  const host = document.createElement("recontact-widget");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [styles];
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-controls", "frame");
  const svg = (kind, path) => {
    const image = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    image.setAttribute("viewBox", "0 0 24 24");
    image.setAttribute("aria-hidden", "true");
    image.setAttribute("class", kind);
    image.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "path")).setAttribute("d", path);
    return image;
  };
  const badge = document.createElement("span");
  badge.setAttribute("aria-hidden", "true");
  button.append(
    svg("open", "M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z"),
    svg("shut", "m6 9 6 6 6-6"),
    badge,
  );
  root.append(button);

  let frame;
  let isReady = false;
  let isOpen = false;
  let hasFocus = false;
  let unread = 0;

  const tell = (kind, more) => isReady && frame.contentWindow.postMessage({ recontact: kind, ...more }, base.origin);
  const tellWhetherOpen = () => tell(isOpen ? "opened" : "closed", { focus: hasFocus });

  function describe() {
    badge.textContent = unread ? String(Math.min(unread, 99)) : "";
    button.setAttribute("aria-expanded", String(isOpen));
    button.setAttribute(
      "aria-label",
      (isOpen ? "Minimise: " : "Open: ") + title + (unread ? `, ${unread} unread` : ""),
    );
  }

  function load() {
    if (frame) {
      return;
    }
    frame = document.createElement("iframe");
    frame.id = "frame";
    frame.title = title;
    frame.hidden = true;
    frame.src = new URL("widget/chat", base).href;
    frame.addEventListener("load", () => {
      isReady = true;
      tell("settings", {
        title,
        color,
        onColor,
        theme: settings.theme,
        keep: settings.keep,
        fields: json("fields", [{ name: "DisplayName", label: "Your name", required: true }]),
        attributes: json("attributes", {}),
      });
      tellWhetherOpen();
    });
    root.append(frame);
  }

  function show(open, focus) {
    load();
    isOpen = open;
    hasFocus = focus;
    frame.hidden = !open;
    memory.set("open", open);
    describe();
    tellWhetherOpen();
    if (focus) {
      (open ? frame : button).focus();
    }
  }

  // The page starts the chat, because only the page has the cookies of its own back end.
  async function start(id, request) {
    const url = new URL(settings.startUrl || new URL("widget/chats", base), location.href);
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        credentials: settings.startUrl ? "same-origin" : "omit",
        body: JSON.stringify(request),
        signal: AbortSignal.timeout(20_000),
      });
      const body = await response.json().catch(() => ({}));
      const chat = body.data?.startChatResult ?? body;
      tell("started", { id, status: response.status, chat: response.ok ? chat : undefined });
    } catch {
      tell("started", { id, status: 0 });
    }
  }

  addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== base.origin) {
      return;
    }
    const { recontact: kind, id, request, value } = event.data ?? {};
    if (kind === "close") {
      show(false, true);
    } else if (kind === "start") {
      start(id, request);
    } else if (kind === "unread") {
      unread = Number(value) || 0;
      describe();
    } else if (kind === "active") {
      memory.set("active", value === true);
    }
  });
  button.addEventListener("click", () => show(!isOpen, true));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen) {
      show(false, true);
    }
  });

  function begin() {
    document.body.append(host);
    describe();
    if (memory.get("open")) {
      show(true, false);
    } else if (memory.get("active")) {
      load();
    }
  }
  if (document.body) {
    begin();
  } else {
    addEventListener("DOMContentLoaded", begin, { once: true });
  }
})();
