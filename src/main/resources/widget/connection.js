// The participant API and the websocket of one chat. Reconnects by itself; the chat has ended when the service says so.

const TIMEOUT = 15_000;
const HEARTBEAT = 10_000;
const LONGEST_PAUSE = 30_000;

export class Failure extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Returns an id for a ClientToken, also where the page has no secure context. */
export const newId = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-");

/** Waits, but no longer than until the network is back. */
const pause = (milliseconds) =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener("online", done);
  });

// Spreads the clients of a node that has restarted.
const about = (milliseconds) => milliseconds * (0.5 + Math.random());

export class Connection {
  #base;
  #participantToken;
  #events;
  #token;
  #socket;
  #isClosed = false;
  #broken = () => {};

  /** events: connected(), lost(), item(item), ended(). */
  constructor(base, participantToken, events) {
    this.#base = base;
    this.#participantToken = participantToken;
    this.#events = events;
  }

  /** Connects, again and again, until the chat ends or close is called. */
  async run() {
    let wait = 0;
    while (!this.#isClosed) {
      try {
        const answer = await this.#post("connection", this.#participantToken, {
          Type: ["WEBSOCKET", "CONNECTION_CREDENTIALS"],
        }).catch((failure) => this.#endedIfRefused(failure));
        this.#token = answer.ConnectionCredentials.ConnectionToken;
        const broken = new Promise((resolve) => (this.#broken = resolve));
        await this.#open(answer.Websocket.Url);
        await this.#events.connected();
        wait = 0;
        await broken;
      } catch {
        // The next attempt follows.
      }
      this.#socket?.close();
      if (!this.#isClosed) {
        this.#events.lost();
        await pause(about(wait));
        wait = Math.min(Math.max(1_000, wait * 2), LONGEST_PAUSE);
      }
    }
  }

  #endedIfRefused(failure) {
    if (failure.status === 403) {
      this.close();
      this.#events.ended();
    }
    throw failure;
  }

  close() {
    this.#isClosed = true;
    this.#socket?.close(1000);
    this.#broken();
  }

  #open(url) {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      this.#socket = socket;
      let isAlive = true;
      const timer = setInterval(() => {
        if (!isAlive) {
          stop();
        } else if (socket.readyState === WebSocket.OPEN) {
          isAlive = false;
          socket.send('{"topic":"aws/heartbeat"}');
        } else {
          stop(); // has not opened within the interval
        }
      }, HEARTBEAT);
      const stop = () => {
        clearInterval(timer);
        socket.onclose = socket.onmessage = null;
        socket.close();
        reject(new Failure(0, "The websocket is closed"));
        if (this.#socket === socket) {
          this.#broken();
        }
      };
      socket.onopen = () => socket.send('{"topic":"aws/subscribe","content":{"topics":["aws/chat"]}}');
      socket.onclose = stop;
      socket.onmessage = ({ data }) => {
        isAlive = true;
        const frame = JSON.parse(data);
        if (frame.topic === "aws/subscribe" && frame.content?.status === "success") {
          resolve();
        } else if (frame.topic === "aws/chat") {
          this.#events.item(JSON.parse(frame.content));
        }
      };
    });
  }

  async #post(path, token, body) {
    for (let attempt = 1; ; attempt++) {
      let response;
      try {
        response = await fetch(new URL(`participant/${path}`, this.#base), {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-Amz-Bearer": token },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(TIMEOUT),
        });
      } catch {
        if (attempt === 3) {
          throw new Failure(0, "The service cannot be reached");
        }
      }
      if (response?.ok) {
        return response.json();
      }
      if (response && ((response.status < 500 && response.status !== 429) || attempt === 3)) {
        const error = await response.json().catch(() => ({}));
        throw new Failure(response.status, error.Message ?? `Status ${response.status}`);
      }
      await pause(about(500 * attempt));
    }
  }

  /** Calls an operation. A token that has expired makes the connection anew, which tells whether the chat has ended. */
  async #call(path, body) {
    if (!this.#token) {
      throw new Failure(0, "There is no connection yet");
    }
    try {
      return await this.#post(path, this.#token, body);
    } catch (failure) {
      if (failure.status === 403) {
        this.#broken();
      }
      throw failure;
    }
  }

  /** Repeats with the same clientToken have one effect. */
  send(clientToken, contentType, content) {
    return this.#call("message", { ClientToken: clientToken, ContentType: contentType, Content: content });
  }

  event(name, content) {
    return this.#call("event", {
      ContentType: `application/vnd.amazonaws.connect.event.${name}`,
      Content: content && JSON.stringify(content),
    });
  }

  transcript(request) {
    return this.#call("transcript", { SortOrder: "ASCENDING", ...request });
  }

  disconnect() {
    return this.#call("disconnect", { ClientToken: newId() });
  }

  async view(token) {
    const response = await fetch(new URL(`participant/views/${encodeURIComponent(token)}`, this.#base), {
      headers: { "X-Amz-Bearer": this.#token },
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (!response.ok) {
      throw new Failure(response.status, "The view cannot be read");
    }
    return (await response.json()).View;
  }

  async upload(file) {
    const started = await this.#call("start-attachment-upload", {
      ContentType: file.type || "application/octet-stream",
      AttachmentSizeInBytes: file.size,
      AttachmentName: file.name,
      ClientToken: newId(),
    });
    const put = await fetch(started.UploadMetadata.Url, {
      method: "PUT",
      headers: started.UploadMetadata.HeadersToInclude,
      body: file,
    });
    if (!put.ok) {
      const error = await put.json().catch(() => ({}));
      throw new Failure(put.status, error.Message ?? "The file was not accepted");
    }
    await this.#call("complete-attachment-upload", {
      AttachmentIds: [started.AttachmentId],
      ClientToken: newId(),
    });
  }

  async download(attachmentId) {
    const { Url } = await this.#call("attachment", { AttachmentId: attachmentId });
    const response = await fetch(Url);
    if (!response.ok) {
      throw new Failure(response.status, "The file cannot be read");
    }
    return response.blob();
  }
}
