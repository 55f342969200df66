// The whole page works without this file, except for the link of a first start.
(() => {
  "use strict";
  // The link has instance, username and one-time password in its fragment, which is not sent to any server.
  const form = document.getElementById("sign-in");
  const parts = location.hash.slice(1).split("/");
  if (form && parts.length === 3) {
    history.replaceState(null, "", location.pathname);
    const [instance, username, password] = parts.map(decodeURIComponent);
    form.elements.instance.value = instance;
    form.elements.username.value = username;
    form.elements.password.value = password;
    form.elements.link.value = "true";
    form.submit();
  }
  // On a phone, the areas are one line to scroll.
  document.querySelector(".top [aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  // A menu closes when the pointer or the focus leaves it.
  const closeMenus = (event) => {
    for (const menu of document.querySelectorAll("details.dropdown[open]")) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    }
  };
  document.addEventListener("click", closeMenus);
  document.addEventListener("focusin", closeMenus);
  // Rows to fill in: when the last one is used, an empty one follows.
  document.addEventListener("change", (event) => {
    const row = event.target.closest("[data-grows] > tr:last-child");
    if (row) {
      const next = row.cloneNode(true);
      for (const field of next.querySelectorAll("input, select")) {
        field.value = "";
        field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+$/, (row) => Number(row) + 1));
      }
      row.after(next);
    }
  });
  // A form whose button asks first.
  document.addEventListener("submit", (event) => {
    const question = event.submitter?.dataset.confirm;
    if (question && !confirm(question)) {
      event.preventDefault();
    }
  });
  // A link to a line of a text: selects the line.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-line-of]");
    const text = link && document.getElementById(link.dataset.lineOf);
    if (text) {
      event.preventDefault();
      const lines = text.value.split("\n");
      const line = Number(link.dataset.line) - 1;
      const start = lines.slice(0, line).reduce((length, one) => length + one.length + 1, 0);
      text.focus();
      text.setSelectionRange(start, start + (lines[line] ?? "").length);
      text.scrollTop = (text.scrollHeight / lines.length) * Math.max(0, line - 5);
    }
  });
  // A form that is empty again when its part of the page has come.
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && event.target.matches("form[data-resets]")) {
      event.target.reset();
    }
  });

  // Times that run: data-seconds-left and data-seconds-since count from when the element came into the page.
  const ends = new WeakMap();
  const runTimes = () => {
    const now = Date.now() / 1000;
    for (const element of document.querySelectorAll("[data-seconds-left], [data-seconds-since]")) {
      if (!ends.has(element)) {
        const { secondsLeft, secondsSince } = element.dataset;
        ends.set(element, secondsLeft === undefined ? now - Number(secondsSince) : now + Number(secondsLeft));
      }
      const seconds = Math.max(0, Math.round(Math.abs(ends.get(element) - now)));
      const isOver = element.dataset.secondsLeft !== undefined && ends.get(element) < now;
      const text = isOver ? "0 s" : seconds < 60 ? `${seconds} s`
        : seconds < 3600 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s`
        : `${Math.floor(seconds / 3600)} h ${Math.floor(seconds / 60) % 60} min`;
      if (element.textContent !== text) {
        element.textContent = text;
      }
    }
  };
  setInterval(runTimes, 1000);
  document.addEventListener("DOMContentLoaded", runTimes);
  document.addEventListener("htmx:afterSwap", runTimes);

  // data-submits: a choice submits its form. data-enter-submits: Enter submits, Shift and Enter begin a line.
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submits]")) {
      event.target.form.requestSubmit();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches("[data-enter-submits]")) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });

  const noticeOf = (text) => {
    const notice = document.createElement("p");
    notice.className = "notice bad";
    notice.textContent = text;
    return notice;
  };

  // The page says that the connection is lost, until an answer or a stream is there again.
  let lossTimer;
  const show = (text) => {
    const notice = document.getElementById("lost");
    if (notice) {
      notice.textContent = text;
    }
  };
  for (const name of ["htmx:sendError", "htmx:sseError"]) {
    document.addEventListener(name, () => {
      lossTimer ??= setTimeout(() => show("The connection is lost. Trying again…"), 2000);
    });
  }
  for (const name of ["htmx:beforeOnLoad", "htmx:sseOpen", "htmx:sseClose"]) {
    document.addEventListener(name, () => {
      clearTimeout(lossTimer);
      lossTimer = undefined;
      show("");
    });
  }

  // A part of a live page that could not be read is read again: the event that told of it does not come twice.
  document.addEventListener("htmx:afterRequest", ({ target, detail: { xhr, requestConfig } }) => {
    const event = requestConfig.triggeringEvent?.type ?? "";
    if (event.startsWith("sse:") && (xhr.status === 0 || xhr.status >= 500)) {
      setTimeout(() => target.isConnected && htmx.trigger(target, event), 2000);
    }
  });

  // data-clears="name": the field is empty once its form is on the way, and has its text again if it is refused or lost.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const field = event.target.elements?.[event.target.dataset.clears];
    if (field) {
      event.target.sentText = field.value;
      field.value = "";
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const field = event.target.elements?.[event.target.dataset.clears];
    if (field && !event.detail.successful) {
      field.value = [event.target.sentText, field.value].filter(Boolean).join("\n");
      if (event.detail.xhr.status !== 422) {
        event.detail.target.replaceChildren(noticeOf("Not sent. Your text is in the field again."));
      }
    }
    if (field) {
      keep(field);
      field.focus();
    }
  });

  // data-keep="name": a form keeps the text of its field under this name until the tab is closed.
  const keep = (field) => {
    const name = field.form?.dataset.keep;
    if (!name) {
      return;
    }
    if (field.value) {
      sessionStorage.setItem(name, field.value);
    } else {
      sessionStorage.removeItem(name);
    }
  };
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-keep] textarea")) {
      keep(event.target);
    }
  });
  for (const field of document.querySelectorAll("[data-keep] textarea")) {
    field.value = field.value || sessionStorage.getItem(field.form.dataset.keep) || "";
  }

  // data-inserts="#field": the chosen text goes to where the cursor of the field is.
  document.addEventListener("change", (event) => {
    const target = event.target.dataset?.inserts && document.querySelector(event.target.dataset.inserts);
    if (target && event.target.value) {
      target.setRangeText(event.target.value, target.selectionStart, target.selectionEnd, "end");
      event.target.value = "";
      target.dispatchEvent(new Event("input", { bubbles: true }));
      target.focus();
    }
  });

  // data-uploads="path": each chosen file is sent there as the body of a request; a refusal is shown as text.
  document.addEventListener("change", async (event) => {
    const field = event.target;
    const path = field.dataset?.uploads;
    if (!path) {
      return;
    }
    const refused = document.querySelector(field.dataset.uploadsRefused);
    refused.textContent = "";
    field.disabled = true;
    for (const file of field.files) {
      let reason = "The file could not be sent.";
      let isSent = false;
      try {
        const answer = await fetch(`${path}?name=${encodeURIComponent(file.name)}`, {
          method: "POST",
          headers: { ...JSON.parse(document.body.getAttribute("hx-headers")), "Content-Type": file.type || "application/octet-stream" },
          body: file,
        });
        isSent = answer.ok;
        reason = answer.headers.get("Content-Type")?.startsWith("text/plain") ? await answer.text() : reason;
      } catch {
        // The connection was lost.
      }
      if (!isSent) {
        refused.append(noticeOf(`${file.name}: ${reason}`));
      }
    }
    field.value = "";
    field.disabled = false;
  });

  // data-announces="text": a sound, and a notification if the person has allowed them, once for each element that
  // comes into the page with a new data-announces-once. A button data-asks-to-notify asks for the permission.
  const announced = new Set();
  const beep = () => {
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    volume.gain.setValueAtTime(0.15, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.6);
    tone.frequency.setValueAtTime(660, audio.currentTime);
    tone.frequency.setValueAtTime(880, audio.currentTime + 0.15);
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.6);
    tone.onended = () => audio.close();
  };
  const announce = () => {
    for (const element of document.querySelectorAll("[data-announces]")) {
      const once = element.dataset.announcesOnce;
      if (!announced.has(once)) {
        announced.add(once);
        beep();
        if (window.Notification?.permission === "granted") {
          new Notification(element.dataset.announces, { tag: once });
        }
      }
    }
    for (const button of document.querySelectorAll("[data-asks-to-notify]")) {
      button.hidden = window.Notification?.permission !== "default";
    }
  };
  document.addEventListener("DOMContentLoaded", announce);
  document.addEventListener("htmx:afterSwap", announce);
  document.addEventListener("click", async (event) => {
    if (event.target.matches("[data-asks-to-notify]")) {
      await Notification.requestPermission();
      announce();
    }
  });
})();
