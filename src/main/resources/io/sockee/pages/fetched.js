/** Data of pages that may be for some users alone: asks for their token where it has to. */

import { make } from "./schema.js";

/** The form by which a token is asked for; null when none is. */
let asked = null;

const KEPT = "sockee-token";

export function authorization() {
  const token = sessionStorage.getItem(KEPT);
  return token ? { Authorization: "Bearer " + token } : {};
}

/** An answer; asks in the element for a token as long as it is refused without one. */
export async function fetched(url, where, options = {}) {
  for (;;) {
    const sent = authorization();
    const answer = await fetch(url, { ...options, headers: { ...options.headers, ...sent } });
    if (answer.status !== 401 && answer.status !== 403) {
      return answer;
    }
    const why = await answer.text();
    if (sent.Authorization === authorization().Authorization) {
      asked ??= askForToken(where, why).finally(() => (asked = null)); // one form for all who wait
      await asked;
    }
  }
}

function askForToken(where, why) {
  return new Promise((resolve) => {
    const input = make("input", { type: "password", autocomplete: "off", required: true, id: "token" });
    const form = make(
      "form",
      { className: "card ask" },
      make("h2", {}, "Who are you?"),
      make("p", { className: "hint" }, why + " Give a token of a user who may."),
      make("label", { htmlFor: "token" }, "Token"),
      make("div", { className: "row" }, input, make("button", { className: "primary" }, "Go on")),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      sessionStorage.setItem(KEPT, input.value.trim());
      form.remove();
      resolve();
    });
    where.replaceChildren(form);
    input.focus();
  });
}
