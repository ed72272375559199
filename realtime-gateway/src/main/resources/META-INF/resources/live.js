// A team's live channel. It stays connected: whatever breaks, it connects again and goes on from the last update it
// has seen, so that nothing is missed and nothing comes twice.

const SHORTEST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const STABLE = 5_000;
const FROM_THE_BEGINNING = "0-0";

/** WebSocket close codes. */
const TOKEN_EXPIRED = 1008;

export class LiveChannel {
  #url;
  #token;
  #onUpdate;
  #onState;
  #since = FROM_THE_BEGINNING;
  #socket;
  #attempts = 0;
  #timer;
  #closed = false;
  #listening = new AbortController();

  /**
   * @param url of the channel, as http(s)
   * @param onUpdate is given each update once, in order
   * @param onState is given {state}: connecting, live, waiting (with seconds), offline, expired, refused (with reason)
   */
  constructor({ url, token, onUpdate, onState }) {
    this.#url = url;
    this.#token = token;
    this.#onUpdate = onUpdate;
    this.#onState = onState;
  }

  open() {
    const { signal } = this.#listening;
    addEventListener("online", () => this.reconnectNow(), { signal });
    addEventListener("offline", () => this.#goOffline(), { signal });
    document.addEventListener("visibilitychange", () => !document.hidden && this.reconnectNow(), { signal });
    this.#connect();
  }

  close() {
    this.#closed = true;
    this.#listening.abort();
    clearTimeout(this.#timer);
    this.#drop();
  }

  /** Ends a wait; does nothing where the channel is connected or being connected. */
  reconnectNow() {
    if (!this.#socket && !this.#closed) {
      this.#attempts = 0;
      this.#connect();
    }
  }

  #connect() {
    clearTimeout(this.#timer);
    if (!navigator.onLine) {
      this.#onState({ state: "offline" });
      return;
    }
    this.#onState({ state: "connecting" });
    const socket = new WebSocket(`${this.#url.replace(/^http/, "ws")}?since=${this.#since}`, [
      "bearer-token-carrier",
      encodeURIComponent(`quarkus-http-upgrade#Authorization#Bearer ${this.#token}`),
    ]);
    this.#socket = socket;
    let opened = 0;
    socket.onopen = () => {
      opened = Date.now();
      this.#onState({ state: "live" });
    };
    socket.onmessage = ({ data }) => socket === this.#socket && this.#receive(JSON.parse(data));
    socket.onclose = ({ code }) => socket === this.#socket && this.#lost(code, opened);
  }

  #receive(frame) {
    // Other types of frames may come one day; an older page passes over them.
    if (frame.type === "update" && isAfter(frame.id, this.#since)) {
      this.#since = frame.id;
      this.#onUpdate(frame.update);
    }
  }

  async #lost(code, opened) {
    this.#socket = undefined;
    if (code === TOKEN_EXPIRED) {
      this.#stop({ state: "expired" });
      return;
    }
    if (opened && Date.now() - opened > STABLE) {
      this.#attempts = 0;
    }
    const refusal = opened ? null : await this.#refusal();
    if (this.#closed) {
      return;
    }
    if (refusal) {
      this.#stop(refusal);
    } else if (!this.#socket) {
      this.#wait();
    }
  }

  /** A browser does not say why a handshake failed; the same URL asked by plain HTTP does. */
  async #refusal() {
    try {
      const answer = await fetch(`${this.#url}?since=${this.#since}`, {
        headers: { Authorization: `Bearer ${this.#token}` },
      });
      switch (answer.status) {
        case 401:
          return { state: "expired" };
        case 400:
        case 403:
          return { state: "refused", reason: (await answer.json()).detail };
        default:
          return null;
      }
    } catch {
      return null;
    }
  }

  /** Longer each time, and never all pages at the same moment. */
  #wait() {
    if (!navigator.onLine) {
      this.#onState({ state: "offline" });
      return;
    }
    const longest = Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** this.#attempts++);
    this.#countDown(Date.now() + longest * (0.5 + Math.random() / 2));
  }

  #countDown(end) {
    const left = end - Date.now();
    if (left <= 0) {
      this.#connect();
      return;
    }
    this.#onState({ state: "waiting", seconds: Math.ceil(left / 1000) });
    this.#timer = setTimeout(() => this.#countDown(end), left % 1000 || 1000);
  }

  #goOffline() {
    clearTimeout(this.#timer);
    this.#drop();
    this.#onState({ state: "offline" });
  }

  #stop(state) {
    this.close();
    this.#onState(state);
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }
}

/** Compares ids of Redis streams, such as 1732270000000-0. */
function isAfter(id, other) {
  const [time, sequence] = id.split("-").map(BigInt);
  const [otherTime, otherSequence] = other.split("-").map(BigInt);
  return time === otherTime ? sequence > otherSequence : time > otherTime;
}
