import { byId, marked, onSubmit, result } from "./page.js";

const STRINGS = /(?<string>"[^"]*"|'[^']*')/g;

/** The website: a form that posts to it, what it would post by hand, and what the server answered. */
export function showWebsite(user) {
  const form = byId("send");
  const argument = byId("send-argument");

  const message = () => ({
    rooms: [form.elements.to.value === "user" ? `user_${user}` : "everyone"],
    event: byId("send-event").value,
    args: [argument.value],
  });
  const resync = () => byId("send-resync").checked;

  function showByHand() {
    const lines = [
      `curl "$SERVER/send?site=demo${resync() ? "&resync=true" : ""}" \\`,
      '  -H "X-Api-Key: $KEY" \\',
      ...(byId("send-twice").checked ? ['  -H "Idempotency-Key: parcel-1" \\'] : []),
      '  -H "Content-Type: application/json" \\',
      `  -d '${JSON.stringify(message()).replaceAll("'", "\\u0027")}'`,
    ];
    byId("by-hand").replaceChildren(...marked(lines.join("\n"), STRINGS));
  }

  async function post(key) {
    const answer = await fetch(`website/send?resync=${resync()}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(key ? { "Idempotency-Key": key } : {}) },
      body: JSON.stringify(message()),
    });
    return { ok: answer.ok, text: `${answer.status} ${await answer.text()}` };
  }

  form.noValidate = true; // what is wrong is the server's to say
  onSubmit(form, async () => {
    const key = byId("send-twice").checked ? crypto.getRandomValues(new Uint32Array(4)).join("-") : "";
    const answers = [await post(key)];
    if (key) answers.push(await post(key));
    result(byId("sent"), answers.map(({ text }) => text).join("\n"), answers.every(({ ok }) => ok) ? "good" : "bad");
    argument.value = argument.value.replace(/\d+/, (number) => Number(number) + 1); // the next parcel
    showByHand();
  }, (message) => result(byId("sent"), message, "bad"));
  form.addEventListener("input", showByHand);
  showByHand();
}
