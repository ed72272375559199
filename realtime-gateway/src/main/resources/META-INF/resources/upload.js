// Inviting a list: uploads the file and tells, while it goes on, what becomes of each row.

import { keyOf, notSent, Unreachable } from "/api.js";
import { byId, counted, create, number, say } from "/page.js";

const MOST_REFUSED_SHOWN = 100;

export class Upload {
  #card = byId("upload");
  #team;
  #onProblem;
  #file;
  #frame = 0;

  /** @param onProblem is given what went wrong, and may deal with it by returning true */
  constructor(onProblem) {
    this.#onProblem = onProblem;
    byId("file").addEventListener("change", ({ target }) => {
      const [file] = target.files;
      target.value = ""; // The same file may be chosen again.
      this.#choose(file);
    });
    byId("upload-again").addEventListener("click", () => this.#run());
    addEventListener("beforeunload", (event) => this.#card.dataset.state === "running" && event.preventDefault());
    acceptDrops(byId("drop"), (file) => this.#choose(file));
  }

  show(team) {
    this.#team = team;
    if (this.#card.dataset.state !== "running") {
      this.#clear("idle");
      byId("upload-progress").hidden = true;
    }
  }

  #choose(file) {
    if (!file || this.#card.dataset.state === "running") {
      return;
    }
    this.#file = file;
    this.#run();
  }

  async #run() {
    const file = this.#file;
    const team = this.#team;
    const rows = { answered: 0, accepted: 0, refused: [], retry: 0, expected: 0 };
    this.#clear("running");
    byId("upload-name").textContent = `${file.name} for ${team.name}`;
    byId("upload-progress").hidden = false;
    this.#draw(rows);
    try {
      rows.expected = await countRows(file);
      // The same list again invites nobody twice.
      for await (const row of team.inviteList(file, await keyOf(file))) {
        take(rows, row);
        this.#draw(rows);
      }
      this.#finish(rows);
    } catch (problem) {
      this.#fail(problem, rows);
    }
  }

  #draw(rows) {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const running = this.#card.dataset.state === "running";
      const bar = byId("upload-bar");
      if (rows.expected > 0) {
        bar.max = running ? Math.max(rows.expected, rows.answered) : Math.max(1, rows.answered);
        bar.value = rows.answered;
      } else {
        bar.removeAttribute("value");
      }
      byId("upload-count").textContent = running
        ? `${number(rows.answered)} of about ${counted(rows.expected, "row")}`
        : counted(rows.answered, "row");
      drawRefused(rows.refused);
    });
  }

  #finish(rows) {
    this.#end(rows.retry > 0 ? "failed" : "done", rows);
    const parts = [`${number(rows.accepted)} on the way`];
    if (rows.refused.length > 0) {
      parts.push(`${number(rows.refused.length)} refused`);
    }
    if (rows.retry > 0) {
      parts.push(`${number(rows.retry)} could not be passed on just now`);
    }
    const again = rows.retry > 0 ? " Send the list again: nobody is invited twice." : "";
    this.#outcome(`${parts.join(", ")}.${again}`, rows.retry > 0 ? "wrong" : "good");
    byId("upload-again").hidden = rows.retry === 0;
  }

  #fail(problem, rows) {
    this.#end("failed", rows);
    if (this.#onProblem(problem)) {
      return;
    }
    this.#outcome(notSent(problem), "wrong");
    byId("upload-again").hidden = !(problem instanceof Unreachable) && problem.status !== 503;
    byId("upload-progress").hidden = rows.answered === 0;
  }

  #end(state, rows) {
    this.#card.dataset.state = state;
    byId("file").disabled = false;
    this.#draw(rows);
  }

  #clear(state) {
    this.#card.dataset.state = state;
    byId("file").disabled = state === "running";
    byId("upload-again").hidden = true;
    this.#outcome("");
    drawRefused([]);
  }

  #outcome(text, kind = "") {
    byId("upload-outcome").textContent = text;
    byId("upload-outcome").dataset.kind = kind;
  }
}

function take(rows, row) {
  rows.answered++;
  if (row.status === "accepted") {
    rows.accepted++;
  } else if (row.status === "retry") {
    rows.retry++;
  } else {
    rows.refused.push(row);
  }
}

function drawRefused(refused) {
  const list = byId("refused-rows");
  const shown = refused.slice(0, MOST_REFUSED_SHOWN);
  byId("refused").hidden = refused.length === 0;
  byId("refused-title").textContent =
    refused.length > shown.length
      ? `The first ${number(shown.length)} of ${counted(refused.length, "refused row")}`
      : counted(refused.length, "refused row");
  if (shown.length < list.childElementCount) {
    list.replaceChildren();
  }
  list.append(
    ...shown.slice(list.childElementCount).map(({ line, email, reason }) =>
      create("li", { "data-line": line },
        create("span", { class: "line", text: `Line ${number(line)}` }),
        create("span", { class: "email", text: email ?? "" }),
        create("span", { class: "reason", text: reason }))));
}

/** About how many rows a file has: its lines without the header. Fields of more than one line are rare. */
async function countRows(file) {
  const lines = (await file.text()).split(/\r\n|\n|\r/);
  return Math.max(0, lines.filter((line) => line.trim()).length - 1);
}

function acceptDrops(area, onFile) {
  const carriesFile = (event) => event.dataTransfer?.types.includes("Files");
  // A file dropped beside the area must not replace the page.
  addEventListener("dragover", (event) => carriesFile(event) && event.preventDefault());
  addEventListener("drop", (event) => carriesFile(event) && event.preventDefault());
  area.addEventListener("dragenter", () => area.classList.add("over"));
  area.addEventListener("dragover", () => area.classList.add("over"));
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    area.classList.remove("over");
    onFile(event.dataTransfer.files[0]);
  });
}
