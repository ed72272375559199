// Signing in by OpenID Connect: the authorization code flow with PKCE (RFC 7636), as a public client.
// The token lives in sessionStorage: it ends with the tab, and no other tab or site can read it.

const SESSION = "invitation-station.session";
const REQUEST = "invitation-station.sign-in";
const CALLBACK_PARAMETERS = ["code", "state", "session_state", "iss", "error", "error_description"];

/** What went wrong, in a sentence for people. */
export class SignInFailed extends Error {}

export class Session {
  constructor(stored) {
    this.token = stored.token;
    this.idToken = stored.idToken;
    this.expiresAt = stored.expiresAt;
    this.who = stored.who;
    this.teams = stored.teams;
  }

  get expired() {
    return Date.now() >= this.expiresAt;
  }

  /** The session of this tab, which may have expired, or null where nobody is signed in. */
  static current() {
    const stored = sessionStorage.getItem(SESSION);
    return stored && new Session(JSON.parse(stored));
  }

  static end() {
    sessionStorage.removeItem(SESSION);
  }
}

/** Leaves for the issuer; it sends the browser back here. */
export async function signIn(config) {
  if (!crypto.subtle) {
    throw new SignInFailed("Signing in needs https:// (or localhost): this browser refuses cryptography elsewhere.");
  }
  const { authorization_endpoint: endpoint } = await discover(config);
  const request = { state: random(), nonce: random(), verifier: random(), hash: location.hash };
  sessionStorage.setItem(REQUEST, JSON.stringify(request));
  location.assign(`${endpoint}?${new URLSearchParams({
    response_type: "code",
    client_id: config.clientId,
    redirect_uri: ownUrl(),
    scope: "openid",
    state: request.state,
    nonce: request.nonce,
    code_challenge: base64url(await sha256(request.verifier)),
    code_challenge_method: "S256",
  })}`);
}

/** Where the issuer has just sent the browser back: makes a session of it. Otherwise does nothing. */
export async function completeSignIn(config) {
  const answer = new URLSearchParams(location.search);
  if (!answer.has("state") || !(answer.has("code") || answer.has("error"))) {
    return;
  }
  const request = JSON.parse(sessionStorage.getItem(REQUEST) ?? "{}");
  sessionStorage.removeItem(REQUEST);
  forgetAnswer(request.hash ?? "");

  if (answer.get("state") !== request.state) {
    throw new SignInFailed("This answer does not belong to a sign-in of this tab. Please sign in again.");
  }
  if (answer.has("error")) {
    throw new SignInFailed(`The issuer refused: ${answer.get("error_description") ?? answer.get("error")}.`);
  }
  const { token_endpoint: endpoint } = await discover(config);
  const tokens = await fetchJson(endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: answer.get("code"),
      redirect_uri: ownUrl(),
      client_id: config.clientId,
      code_verifier: request.verifier,
    }),
  });
  sessionStorage.setItem(SESSION, JSON.stringify(session(tokens, request)));
}

/** Ends the session here and, where the issuer offers it, there too. */
export async function signOut(config, { idToken }) {
  Session.end();
  const { end_session_endpoint: endpoint } = await discover(config).catch(() => ({}));
  if (endpoint) {
    location.assign(`${endpoint}?${new URLSearchParams({
      id_token_hint: idToken,
      post_logout_redirect_uri: ownUrl(),
      client_id: config.clientId,
    })}`);
  }
}

function session(tokens, request) {
  const identity = claims(tokens.id_token);
  if (!identity || identity.nonce !== request.nonce) {
    throw new SignInFailed("The issuer's answer is not of this sign-in. Please sign in again.");
  }
  const access = claims(tokens.access_token) ?? {};
  const seconds = access.exp ?? Date.now() / 1000 + (tokens.expires_in ?? 300);
  return {
    token: tokens.access_token,
    idToken: tokens.id_token,
    expiresAt: seconds * 1000,
    who: identity.email ?? identity.name ?? identity.sub,
    teams: access.teams ?? identity.teams ?? [],
  };
}

async function discover({ issuer }) {
  return fetchJson(`${issuer}/.well-known/openid-configuration`);
}

async function fetchJson(url, options) {
  let answer;
  try {
    answer = await fetch(url, options);
  } catch {
    throw new SignInFailed(`The issuer at ${new URL(url).origin} can't be reached. Please try again.`);
  }
  if (!answer.ok) {
    const { error_description: reason, error } = await answer.json().catch(() => ({}));
    throw new SignInFailed(`The issuer refused: ${reason ?? error ?? `status ${answer.status}`}.`);
  }
  return answer.json();
}

/** The code is of no use twice, and nothing for the history. */
function forgetAnswer(hash) {
  const url = new URL(location.href);
  CALLBACK_PARAMETERS.forEach((name) => url.searchParams.delete(name));
  history.replaceState(null, "", url.pathname + url.search + hash);
}

function ownUrl() {
  return location.origin + location.pathname;
}

/** A token's claims, unchecked: the services check it. Null where it is not a JWT. */
function claims(token) {
  try {
    const payload = atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"));
    const bytes = Uint8Array.from(payload, (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

async function sha256(text) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
