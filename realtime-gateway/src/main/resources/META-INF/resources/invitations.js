// The team's invitations, newest first, each with the stops it has reached.

import { byId, counted, number, say } from "/page.js";

/** A browser lays out some hundred rows in a frame, not ten thousand; the rest are counted. */
const MOST_SHOWN = 200;
const PAUSE = 200;

const STATES = {
  accepted: { word: "Accepted", rank: 0, group: "travelling" },
  emailed: { word: "E-mailed", rank: 1, group: "travelling" },
  undeliverable: { word: "Undeliverable", rank: 1, group: "undeliverable" },
  joined: { word: "Joined", rank: 2, group: "joined" },
};

const EMPTY = {
  all: "No invitation yet. Send the first one: it appears here at once.",
  travelling: "Nobody is on the way just now.",
  joined: "Nobody has joined yet.",
  undeliverable: "Every address could be reached so far.",
};

export class Invitations {
  #list = byId("invitations");
  #template = byId("invitation-row").content.firstElementChild;
  #known = new Map();
  #inOrder = [];
  #counts = { all: 0, travelling: 0, joined: 0, undeliverable: 0 };
  #rows = new Map();
  #filter = "all";
  #waiting = 0;
  #drawn = 0;
  #ready = false;
  #sent = 0;

  constructor() {
    byId("filter").addEventListener("change", ({ target }) => {
      this.#filter = target.value;
      this.#draw();
    });
  }

  /** Forgets the team that was shown. */
  clear() {
    this.#known.clear();
    this.#inOrder = [];
    Object.keys(this.#counts).forEach((group) => (this.#counts[group] = 0));
    this.#ready = false;
    this.#sent = 0;
    this.#draw();
  }

  /** How many invitations were sent, ever: of a long history only the newest are heard again. */
  sentEver(count) {
    this.#sent = count;
    this.#draw();
  }

  /** From now on an empty list means that there is nothing, and not that nothing has been heard yet. */
  ready() {
    this.#ready = true;
    this.#draw();
  }

  /** Takes an update, and returns the invitation where it went on by it. */
  apply({ invitation: id, state, email, name, reason, time }) {
    if (!(state in STATES)) {
      return null;
    }
    let invitation = this.#known.get(id);
    if (!invitation) {
      invitation = { id, email, rank: -1, version: 0 };
      this.#known.set(id, invitation);
      this.#inOrder.push(invitation);
      this.#counts.all++;
    }
    invitation.name ??= name;
    // Two services announce: an earlier stop may be heard of after a later one, and changes nothing then.
    if (STATES[state].rank <= invitation.rank) {
      return null;
    }
    if (invitation.state) {
      this.#counts[STATES[invitation.state].group]--;
    }
    this.#counts[STATES[state].group]++;
    Object.assign(invitation, { state, reason, time, rank: STATES[state].rank, version: invitation.version + 1 });
    this.#draw();
    return invitation;
  }

  /** At once, but in a flood of updates only now and then: drawing them all would leave no time to receive them. */
  #draw() {
    this.#waiting ||= setTimeout(() => requestAnimationFrame(() => this.#drawNow()), this.#drawn + PAUSE - Date.now());
  }

  #drawNow() {
    const shown = this.#newest();
    this.#drawRows(shown);
    this.#drawCounts(shown.length);
    this.#waiting = 0;
    this.#drawn = Date.now();
  }

  #newest() {
    const shown = [];
    for (let i = this.#inOrder.length - 1; i >= 0 && shown.length < MOST_SHOWN; i--) {
      const invitation = this.#inOrder[i];
      if (this.#filter === "all" || STATES[invitation.state].group === this.#filter) {
        shown.push(invitation);
      }
    }
    return shown;
  }

  #drawRows(shown) {
    const before = this.#rows;
    this.#rows = new Map(shown.map((invitation) => [invitation.id, before.get(invitation.id) ?? this.#newRow()]));
    for (const [id, row] of before) {
      if (!this.#rows.has(id)) {
        row.element.remove();
      }
    }
    let next = this.#list.firstElementChild;
    for (const invitation of shown) {
      const row = this.#rows.get(invitation.id);
      if (row.element === next) {
        next = next.nextElementSibling;
      } else {
        this.#list.insertBefore(row.element, next);
      }
      if (row.version !== invitation.version || row.name !== invitation.name) {
        drawRow(row, invitation);
      }
    }
  }

  #newRow() {
    return { element: this.#template.cloneNode(true), version: 0 };
  }

  #drawCounts(shown) {
    for (const [group, count] of Object.entries(this.#counts)) {
      byId(`count-${group}`).textContent = number(count);
    }
    const listed = this.#counts[this.#filter];
    const all = this.#filter === "all" && this.#ready ? Math.max(listed, this.#sent) : listed;
    say(byId("more"), all > shown ? `The newest ${number(shown)} of ${counted(all, "invitation")}.` : "");
    byId("empty").hidden = all > 0 || !this.#ready;
    byId("empty-text").textContent = EMPTY[this.#filter];
  }
}

function drawRow(row, { id, email, name, state, reason, time, version }) {
  const { element } = row;
  const part = (selector) => element.querySelector(selector);
  element.dataset.invitation = id;
  element.dataset.state = state;
  part(".name").textContent = name ?? "";
  part(".email").textContent = email;
  part(".state").textContent = STATES[state].word;
  part("time").textContent = when(time);
  part("time").dateTime = time;
  say(part(".reason"), state === "undeliverable" ? reason : "");
  Object.assign(row, { version, name });
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const calendar = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

function when(time) {
  const date = new Date(time);
  return date.toDateString() === new Date().toDateString() ? clock.format(date) : calendar.format(date);
}
