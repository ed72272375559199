// Inviting a list: uploads the file and tells, while it goes on, what becomes of each row.

import { keyOf, notSent, Unreachable } from "/api.js";
import { byId, counted, create, number } from "/page.js";

const MOST_REFUSED_SHOWN = 100;

/** A team for which no list was chosen yet. */
const NO_LIST = { name: "", state: "idle", rows: noRows(), outcome: "", again: false };

export class Upload {
  #card = byId("upload");
  #onProblem;
  #team;
  /** By the team's name: a list goes to the team it was chosen for, and is told of while that team is shown. */
  #lists = new Map();
  #drawn = NO_LIST;
  #frame = 0;

  /** @param onProblem is given what went wrong, and may deal with it by returning true */
  constructor(onProblem) {
    this.#onProblem = onProblem;
    byId("file").addEventListener("change", ({ target }) => {
      const [file] = target.files;
      target.value = ""; // The same file may be chosen again.
      this.#choose(file);
    });
    byId("upload-again").addEventListener("click", () => this.#choose(this.#shown.file));
    addEventListener("beforeunload", (event) =>
      [...this.#lists.values()].some(({ state }) => state === "running") && event.preventDefault());
    acceptDrops(byId("drop"), (file) => this.#choose(file));
  }

  /** Shows another team; a list that is on its way goes on. */
  show(team) {
    this.#team = team;
    this.#drawNow();
  }

  get #shown() {
    return this.#lists.get(this.#team.name) ?? NO_LIST;
  }

  #choose(file) {
    if (file && this.#shown.state !== "running") {
      this.#run(file, this.#team);
    }
  }

  async #run(file, team) {
    const list = { ...NO_LIST, name: file.name, file, state: "running", rows: noRows() };
    this.#lists.set(team.name, list);
    this.#drawNow();
    try {
      list.rows.expected = await countRows(file);
      this.#draw();
      // The same list again invites nobody twice.
      for await (const row of team.inviteList(file, await keyOf(file))) {
        take(list.rows, row);
        this.#draw();
      }
      finish(list);
    } catch (problem) {
      fail(list, problem, this.#onProblem(problem));
    }
    this.#drawNow();
  }

  #draw() {
    this.#frame ||= requestAnimationFrame(() => this.#drawNow());
  }

  #drawNow() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const list = this.#shown;
    const running = list.state === "running";
    this.#card.dataset.state = list.state;
    byId("file").disabled = running;
    byId("upload-progress").hidden = !running && list.rows.answered === 0;
    byId("upload-name").textContent = list.name;
    drawProgress(list.rows, running);
    byId("upload-outcome").textContent = list.outcome;
    byId("upload-outcome").dataset.kind = list.state === "done" ? "good" : "wrong";
    byId("upload-again").hidden = !list.again;
    drawRefused(list.rows.refused, list !== this.#drawn);
    this.#drawn = list;
  }
}

function noRows() {
  return { answered: 0, accepted: 0, refused: [], retry: 0, expected: 0 };
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

function finish(list) {
  const { accepted, refused, retry } = list.rows;
  const parts = [];
  if (accepted > 0 || refused.length + retry === 0) {
    parts.push(`${number(accepted)} on the way`);
  }
  if (refused.length > 0) {
    parts.push(`${number(refused.length)} refused`);
  }
  if (retry > 0) {
    parts.push(`${number(retry)} could not be passed on just now`);
  }
  list.state = retry > 0 ? "failed" : "done";
  list.again = retry > 0;
  list.outcome = `${parts.join(", ")}.${list.again ? " Send the list again: nobody is invited twice." : ""}`;
}

function fail(list, problem, isDealtWith) {
  list.state = "failed";
  if (!isDealtWith) {
    list.outcome = notSent(problem);
    list.again = problem instanceof Unreachable || problem.status === 503;
  }
}

function drawProgress({ answered, expected }, running) {
  const bar = byId("upload-bar");
  if (expected > 0) {
    bar.max = running ? Math.max(expected, answered) : Math.max(1, answered);
    bar.value = answered;
  } else {
    bar.removeAttribute("value");
  }
  byId("upload-count").textContent =
    !running ? counted(answered, "row")
    : expected > 0 ? `${number(answered)} of about ${counted(expected, "row")}`
    : "Reading the list…";
}

function drawRefused(refused, isOfAnotherList) {
  const list = byId("refused-rows");
  const shown = refused.slice(0, MOST_REFUSED_SHOWN);
  byId("refused").hidden = refused.length === 0;
  byId("refused-title").textContent =
    refused.length > shown.length
      ? `The first ${number(shown.length)} of ${counted(refused.length, "refused row")}`
      : counted(refused.length, "refused row");
  if (isOfAnotherList) {
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
