// The form that invites one person.

import { newKey, notSent } from "/api.js";
import { byId } from "/page.js";

const FIELDS = ["email", "name", "message"];

export class InviteForm {
  #form = byId("invite");
  #button = byId("send");
  #team;
  #onProblem;
  #sent = { content: "", key: "" };

  /** @param onProblem is given what went wrong, and may deal with it by returning true */
  constructor(onProblem) {
    this.#onProblem = onProblem;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    FIELDS.forEach((field) => byId(field).addEventListener("input", () => this.#mark(field, "")));
  }

  show(team) {
    this.#team = team;
    this.#outcome("");
  }

  async #send() {
    const invitation = typed();
    FIELDS.forEach((field) => this.#mark(field, ""));
    if (!invitation.email) {
      this.#refuse([{ field: "email", message: "Whom would you like to invite?" }]);
      return;
    }
    this.#busy(true);
    try {
      const { email } = await this.#team.invite(invitation, this.#keyOf(invitation));
      this.#sent = { content: "", key: "" };
      this.#outcome(`${email} is on the way.`, "good");
      // Who is typing the next one already keeps what is typed.
      if (JSON.stringify(typed()) === JSON.stringify(invitation)) {
        this.#form.reset();
        byId("email").focus();
      }
    } catch (problem) {
      this.#explain(problem);
    } finally {
      this.#busy(false);
    }
  }

  #explain(problem) {
    if (this.#onProblem(problem)) {
      return;
    }
    const ofFields = (problem.violations ?? []).filter(({ field }) => FIELDS.includes(field));
    if (ofFields.length > 0) {
      this.#refuse(ofFields);
    } else {
      this.#outcome(notSent(problem), "wrong");
    }
  }

  #refuse(violations) {
    this.#outcome("");
    violations.forEach(({ field, message }) => this.#mark(field, message));
    byId(violations[0].field).focus();
  }

  #mark(field, message) {
    byId(`${field}-error`).textContent = message;
    byId(field).setAttribute("aria-invalid", String(message !== ""));
  }

  #outcome(text, kind = "") {
    const outcome = byId("invite-outcome");
    outcome.textContent = text;
    outcome.dataset.kind = kind;
  }

  #busy(busy) {
    this.#button.disabled = busy;
    this.#button.textContent = busy ? "Sending…" : "Send invitation";
  }

  /** The same content sent again is a repeat of the same invitation. */
  #keyOf(invitation) {
    const content = JSON.stringify([this.#team.name, invitation]);
    if (this.#sent.content !== content) {
      this.#sent = { content, key: newKey() };
    }
    return this.#sent.key;
  }
}

function typed() {
  return Object.fromEntries(
    FIELDS.map((field) => [field, byId(field).value.trim()]).filter(([, value]) => value !== ""));
}
