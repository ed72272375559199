// The team's numbers and the chart of the last 14 days. The statistics are asked for; live updates carry newer totals.

import { byId, create, createSvg, number, say } from "/page.js";

const DAYS = 14;
const DAY = 86_400_000;
const HEIGHT = 132;
const TOP = 18;
const BOTTOM = 22;
const REFRESH_AFTER = 2_000;
const RETRY_AFTER = 10_000;
const TOTALS = ["invited", "emailed", "joined", "undeliverable"];
const UNKNOWN = {};

export class Numbers {
  #team;
  #onProblem;
  #onTotals;
  #totals = UNKNOWN;
  #frame = 0;
  #days = [];
  #refresh = 0;
  #loading;

  /**
   * @param onProblem is given what went wrong, and may deal with it by returning true
   * @param onTotals is given the totals when they are new
   */
  constructor(onProblem, onTotals) {
    this.#onProblem = onProblem;
    this.#onTotals = onTotals;
    new ResizeObserver(() => this.#drawBars()).observe(byId("chart-bars"));
  }

  /** Shows another team. */
  show(team) {
    this.#team = team;
    this.#totals = UNKNOWN;
    this.#days = [];
    this.#drawTotals();
    say(byId("median"), "");
    byId("chart").hidden = true;
    this.load();
  }

  async load() {
    clearTimeout(this.#refresh);
    this.#refresh = 0;
    const team = this.#team;
    if (this.#loading === team) {
      return;
    }
    this.#loading = team;
    try {
      const statistics = await team.statistics();
      if (team !== this.#team) {
        return;
      }
      say(byId("numbers-error"), "");
      this.#take(statistics);
      this.#days = lastDays(statistics.days);
      say(byId("median"), median(statistics.medianSecondsToAccept));
      this.#drawChart();
    } catch (problem) {
      if (team === this.#team && !this.#onProblem(problem)) {
        say(byId("numbers-error"), "The statistics do not answer just now. Trying again…");
        this.#refresh ||= setTimeout(() => this.load(), RETRY_AFTER);
      }
    } finally {
      this.#loading = undefined;
    }
  }

  /** Two workers may announce in another order than they counted: the larger total is the newer one. */
  apply(totals) {
    if (this.#take(totals)) {
      // Updates carry totals only; the days and the median are asked for, though not after each.
      this.#refresh ||= setTimeout(() => this.load(), REFRESH_AFTER);
    }
  }

  #take(totals) {
    if (sum(totals) <= sum(this.#totals)) {
      return false;
    }
    this.#totals = totals;
    this.#onTotals(totals);
    this.#frame ||= requestAnimationFrame(() => this.#drawTotals());
    return true;
  }

  #drawTotals() {
    this.#frame = 0;
    const shown = { ...this.#totals, joined: this.#totals.accepted };
    TOTALS.forEach((id) => (byId(id).textContent = shown[id] === undefined ? "–" : number(shown[id])));
    byId("undeliverable").classList.toggle("some", shown.undeliverable > 0);
  }

  #drawChart() {
    byId("chart").hidden = this.#days.every(({ invited, accepted }) => invited === 0 && accepted === 0);
    byId("chart-rows").replaceChildren(
      ...this.#days.toReversed().map(({ day, invited, emailed, accepted, undeliverable }) =>
        create("tr", {},
          create("th", { scope: "row", text: day }),
          ...[invited, emailed, accepted, undeliverable].map((count) => create("td", { text: number(count) })))),
    );
    this.#drawBars();
  }

  #drawBars() {
    const svg = byId("chart-bars");
    const width = svg.clientWidth;
    if (!width || this.#days.length === 0) {
      return;
    }
    const highest = Math.max(1, ...this.#days.map((day) => Math.max(day.invited, day.accepted)));
    const height = (value) => ((HEIGHT - TOP - BOTTOM) * value) / highest;
    const step = width / DAYS;
    const bar = Math.min(18, step * 0.36);
    const base = HEIGHT - BOTTOM;

    svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    svg.setAttribute("aria-label", summary(this.#days));
    svg.replaceChildren(
      createSvg("line", { class: "grid", x1: 0, x2: width, y1: TOP, y2: TOP }),
      createSvg("text", { class: "scale", x: 0, y: TOP - 5, text: number(highest) }),
      createSvg("line", { class: "base", x1: 0, x2: width, y1: base, y2: base }),
      ...this.#days.map(({ day, invited, accepted }, i) => {
        const middle = step * (i + 0.5);
        return createSvg("g", {},
          createSvg("title", { text: `${label(day)}: ${number(invited)} invited, ${number(accepted)} joined` }),
          createSvg("rect", { class: "hover", x: step * i, y: TOP, width: step, height: base - TOP }),
          column("of-invited", middle - bar - 1, base, bar, height(invited)),
          column("of-joined", middle + 1, base, bar, height(accepted)));
      }),
      ...[0, Math.floor(DAYS / 2), DAYS - 1].map((i) =>
        createSvg("text", {
          class: "day",
          x: i === 0 ? 0 : i === DAYS - 1 ? width : step * (i + 0.5),
          y: HEIGHT - 5,
          "text-anchor": i === 0 ? "start" : i === DAYS - 1 ? "end" : "middle",
          text: i === DAYS - 1 ? "Today" : label(this.#days[i].day),
        })),
    );
  }
}

/** A column with round shoulders; nothing at all where the value is 0. */
function column(name, x, base, width, height) {
  const tall = Math.max(2, height);
  const round = Math.min(3, tall);
  const side = tall - round;
  const top = width - 2 * round;
  const path = `M${x} ${base}v${-side}q0 ${-round} ${round} ${-round}h${top}q${round} 0 ${round} ${round}v${side}z`;
  return createSvg("path", { class: name, d: height > 0 ? path : "" });
}

/** The last 14 days (UTC) up to today, with zeros where nothing happened. */
function lastDays(days) {
  const known = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: DAYS }, (_, i) => {
    const day = new Date(Date.now() - (DAYS - 1 - i) * DAY).toISOString().slice(0, 10);
    return known.get(day) ?? { day, invited: 0, emailed: 0, undeliverable: 0, accepted: 0 };
  });
}

function summary(days) {
  const all = (what) => number(days.reduce((total, day) => total + day[what], 0));
  return `Bars for the last 14 days: ${all("invited")} invited and ${all("accepted")} joined in all.`;
}

/** How many events the totals are made of; less than any where they are not known yet. */
function sum({ invited = -1, emailed = 0, undeliverable = 0, accepted = 0 }) {
  return invited + emailed + undeliverable + accepted;
}

const calendar = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

const label = (day) => calendar.format(new Date(day));

function median(seconds) {
  if (seconds === undefined) {
    return "";
  }
  const [count, unit] =
    seconds < 90 ? [seconds, "s"]
    : seconds < 90 * 60 ? [seconds / 60, "min"]
    : seconds < 36 * 3600 ? [seconds / 3600, "h"]
    : [seconds / 86_400, "days"];
  return `half of them within ${number(Math.round(count))} ${unit}`;
}
