// What the page asks of the services: one team's invitations and statistics.

/** A service refused: a problem document (RFC 9457), or what comes nearest to one. */
export class Problem extends Error {
  constructor(status, document, retryAfter) {
    super(sentence(document.detail ?? document.title ?? `The service answered with status ${status}`));
    this.status = status;
    this.violations = document.violations ?? [];
    this.retryAfter = retryAfter;
  }
}

/** No answer at all: the request may or may not have arrived. */
export class Unreachable extends Error {}

export class Team {
  constructor(config, session, name) {
    this.name = name;
    this.invitations = `${config.api}/teams/${name}/invitations`;
    this.numbers = `${config.statistics}/teams/${name}/statistics`;
    this.token = session.token;
  }

  /** Repeated with the same key, it is the same invitation. */
  async invite(invitation, key) {
    const answer = await this.#send(this.invitations, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      body: JSON.stringify(invitation),
    });
    return answer.json();
  }

  /** Uploads a list, and yields what became of each row while the rest is still on its way. */
  async *inviteList(file, key) {
    const answer = await this.#send(this.invitations, {
      method: "POST",
      headers: { "Content-Type": "text/csv", "Idempotency-Key": key },
      body: file,
    });
    yield* lines(answer.body);
  }

  async statistics() {
    return (await this.#send(this.numbers, {})).json();
  }

  async #send(url, options) {
    let answer;
    try {
      answer = await fetch(url, {
        ...options,
        headers: { ...options.headers, Authorization: `Bearer ${this.token}` },
      });
    } catch {
      throw new Unreachable(navigator.onLine ? "Invitation Station can't be reached." : "You are offline.");
    }
    if (!answer.ok) {
      const document = await answer.json().catch(() => ({}));
      throw new Problem(answer.status, document, answer.headers.get("Retry-After"));
    }
    return answer;
  }
}

/** Why an invitation was not sent, for the person who sent it: not for a program, as a problem's own words may be. */
export function notSent(problem) {
  if (problem instanceof Unreachable) {
    return `${problem.message} Try again${navigator.onLine ? "" : " when you are back"}: nobody is invited twice.`;
  }
  return problem.status === 503
    ? `Nothing was sent: the invitation can't be passed on just now. Please try again in ${problem.retryAfter ?? 5} seconds.`
    : problem.message;
}

function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** A key that nobody else has. (crypto.randomUUID is missing where a page is not served securely.) */
export function newKey() {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

/** A key that is the same for the same file, so that sending it again is the same request. */
export async function keyOf(file) {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())));
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The objects of an NDJSON stream. */
async function* lines(body) {
  let rest = "";
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new Unreachable("The connection broke.");
    });
    const complete = (rest + (value ?? "")).split("\n");
    rest = done ? "" : complete.pop();
    for (const line of complete) {
      if (line.trim()) {
        yield JSON.parse(line);
      }
    }
    if (done) {
      return;
    }
  }
}
