import { byId, clock, element } from "./page.js";
import { masked } from "./wire.js";

const ROWS = 200;
const SHOWN = 400;
const SHOWN_BYTES = 8;
const QUIET = 4000; // milliseconds between two sentences of a screen reader
const SIGNS = { in: "↓", out: "↑", note: "•" };
const SPOKEN = { in: "received", out: "sent", note: "connection" };

/** Shows what the client sends and gets, the newest first, and only so much of it. */
export function showLog(connection) {
  const rows = byId("log-rows");
  const pings = byId("log-pings");
  const announce = announcer(byId("log-news"));

  function add(direction, name, text) {
    const row = element("li", direction);
    const sign = element("span", "sign", SIGNS[direction]);
    sign.setAttribute("aria-hidden", "true");
    row.append(
      element("time", "", clock()),
      sign,
      element("span", "spoken", SPOKEN[direction]),
      element("span", "name", name),
      element("span", "payload", text),
    );
    rows.prepend(row);
    while (rows.children.length > ROWS) rows.lastElementChild.remove();
    byId("log-empty").hidden = true;
  }

  connection.addEventListener("note", ({ detail }) => add("note", detail.text, ""));
  connection.addEventListener("packet", ({ detail }) => {
    if (detail.event === "demo:ping" && !pings.checked) return;
    if (detail.direction === "in" && !detail.ack) announce(detail.event);
    add(detail.direction, detail.ack ? `ack of ${detail.event}` : detail.event, describe(detail.values));
  });
  byId("log-clear").addEventListener("click", () => {
    rows.replaceChildren();
    byId("log-empty").hidden = false;
  });
}

/** Tells screen readers of events that nobody asked for, many of them in one sentence. */
function announcer(news) {
  let count = 0;
  let last = "";
  let timer;
  return (event) => {
    count += 1;
    last = event;
    timer ??= setTimeout(() => {
      news.textContent = count === 1 ? `Event ${last}` : `${count} events, the last one ${last}`;
      count = 0;
      timer = undefined;
    }, QUIET);
  };
}

/** The arguments as text: JSON, with binary data by its length and first bytes. */
function describe(values) {
  const text = values
    .filter((value) => typeof value !== "function") // where an ack goes is no data
    .map((value) => masked(JSON.stringify(readable(value))))
    .join(", ")
    .replace(/"(<\d+ bytes: [0-9a-f …]*>)"/g, "$1"); // binary data is no string
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}… (${text.length} characters)` : text;
}

function readable(value) {
  if (value instanceof ArrayBuffer) return readable(new Uint8Array(value));
  if (ArrayBuffer.isView(value)) {
    const first = [...value.subarray(0, SHOWN_BYTES)].map((byte) => byte.toString(16).padStart(2, "0"));
    return `<${value.length} bytes: ${first.join(" ")}${value.length > SHOWN_BYTES ? " …" : ""}>`;
  }
  if (Array.isArray(value)) return value.map(readable);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
  }
  return value;
}
