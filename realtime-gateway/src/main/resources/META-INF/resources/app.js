// Puts the page together: who is signed in, which team is shown, and what reaches it live.

import { Team } from "/api.js";
import { completeSignIn, Session, signIn, SignInFailed, signOut } from "/auth.js";
import { Invitations } from "/invitations.js";
import { InviteForm } from "/invite.js";
import { LiveChannel } from "/live.js";
import { Numbers } from "/numbers.js";
import { byId, counted, create, say } from "/page.js";
import { Upload } from "/upload.js";

const ENDED = "Your session has ended. Please sign in again.";
const NEWS_EVERY = 2_000;
const HISTORY_TAKES = 1_000;
const SETTINGS_TAKE = 10_000;

const config = await settings();

let session;
let channel;
let connection;
let news = [];

const invitations = new Invitations();
const numbers = new Numbers(dealWith, ({ invited }) => invitations.sentEver(invited));
const inviteForm = new InviteForm(dealWith);
const upload = new Upload(dealWith);

byId("sign-in").addEventListener("click", async () => {
  byId("sign-in").disabled = true;
  await signIn(config).catch(showFailure);
  byId("sign-in").disabled = false;
});
byId("sign-out").addEventListener("click", async () => {
  const ending = session;
  welcome("");
  await signOut(config, ending);
});
byId("reconnect").addEventListener("click", () => channel.reconnectNow());
byId("team").addEventListener("change", ({ target }) => (location.hash = target.value));
addEventListener("hashchange", () => session && showTeam());
setInterval(tellNews, NEWS_EVERY);

try {
  await completeSignIn(config);
  session = Session.current();
  if (session && !session.expired) {
    enter();
  } else {
    welcome(session ? ENDED : "");
  }
} catch (failure) {
  welcome("");
  showFailure(failure);
}

/** Without them there is no page: where they don't come, it says so until they do. */
async function settings() {
  for (;;) {
    try {
      const answer = await fetch("/config.json", { signal: AbortSignal.timeout(SETTINGS_TAKE) });
      if (answer.ok) {
        return await answer.json();
      }
    } catch {
      // told below, as an answer that is none
    }
    byId("away").hidden = false;
    await new Promise((askedAgain) => byId("ask-again").addEventListener("click", askedAgain, { once: true }));
    byId("away").hidden = true;
  }
}

function welcome(notice) {
  const leaving = Boolean(session);
  channel?.close();
  session = undefined;
  Session.end();
  say(byId("notice"), notice);
  byId("account").hidden = true;
  byId("station").hidden = true;
  byId("welcome").hidden = false;
  document.title = "Invitation Station";
  if (leaving) {
    byId("sign-in").focus();
  }
}

function enter() {
  byId("welcome").hidden = true;
  byId("account").hidden = false;
  byId("who").textContent = session.who;
  if (session.teams.length === 0) {
    say(byId("notice"), "You are in no team yet, so there is nobody you can invite for. Ask who manages your account.");
    return;
  }
  byId("team").replaceChildren(...session.teams.map((team) => create("option", { text: team })));
  byId("team").hidden = session.teams.length === 1;
  byId("team-name").classList.toggle("visually-hidden", session.teams.length > 1);
  byId("station").hidden = false;
  showTeam();
}

function showTeam() {
  const asked = location.hash.slice(1);
  const name = session.teams.includes(asked) ? asked : session.teams[0];
  const team = new Team(config, session, name);
  byId("team").value = name;
  byId("team-name").textContent = name;
  document.title = `${name} · Invitation Station`;

  channel?.close();
  say(byId("notice"), "");
  invitations.clear();
  inviteForm.show(team);
  upload.show(team);
  numbers.show(team);
  channel = new LiveChannel({
    url: `${location.origin}/teams/${name}/live`,
    token: session.token,
    onUpdate: receive,
    onState: showConnection,
  });
  channel.open();
}

function receive(update) {
  if (update.type === "statistics") {
    numbers.apply(update);
  } else if (update.type === "invitation") {
    const invitation = invitations.apply(update);
    if (invitation && Date.now() - Date.parse(update.time) < 2 * NEWS_EVERY) {
      news.push(invitation);
    }
  }
}

function showConnection({ state, seconds, reason }) {
  const words = {
    connecting: "Connecting…",
    live: "Live",
    waiting: `Reconnecting in ${seconds} s`,
    offline: "Offline",
    refused: "Not connected",
    expired: "Signed out",
  };
  byId("connection").dataset.state = state;
  byId("connection-text").textContent = words[state];
  byId("reconnect").hidden = state !== "waiting";
  if (state === connection) {
    return;
  }
  if (state === "waiting" || state === "offline" || connection === "waiting" || connection === "offline") {
    byId("news").textContent = state === "waiting" ? "Reconnecting" : words[state];
  }
  connection = state;
  if (state === "live") {
    setTimeout(() => invitations.ready(), HISTORY_TAKES);
    numbers.load();
  } else if (state === "expired") {
    welcome(ENDED);
  } else if (state === "refused") {
    say(byId("notice"), reason);
  }
}

/** What any request can run into. */
function dealWith(problem) {
  if (problem.status === 401) {
    welcome(ENDED);
    return true;
  }
  return false;
}

function showFailure(failure) {
  if (!(failure instanceof SignInFailed)) {
    throw failure;
  }
  say(byId("notice"), failure.message);
}

/** Reads changes to people who do not see them: one sentence every while, not one per row. */
function tellNews() {
  if (news.length === 0) {
    return;
  }
  const [latest] = news.slice(-1);
  const others = news.length - 1;
  byId("news").textContent =
    `${latest.name ?? latest.email}: ${latest.state}.` + (others > 0 ? ` And ${counted(others, "other change")}.` : "");
  news = [];
}
