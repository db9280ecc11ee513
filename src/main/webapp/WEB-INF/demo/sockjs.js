import { byId, element, span } from "./page.js";

const PREFIX = new URL("../sockee/demo", document.baseURI).href;
const MESSAGES = ["first", "second", "third"];
const KEPT = 300;
const QUIET = 10_000; // milliseconds without anything, after which a run is over

const WAYS = [
  ["websocket", "A WebSocket; each message is a frame of it."],
  ["xhr-streaming", "One request whose answer goes on; messages to the server are requests of their own."],
  ["eventsource", "The same, by the browser's events that servers send."],
  ["iframe-eventsource", "The same within a frame, which is of the server's origin wherever the page is from."],
  ["htmlfile", "A page in a hidden frame that never ends; each message is a script in it."],
  ["iframe-htmlfile", "The same within another frame, for pages of other origins."],
  ["xhr-polling", "A request waits for the next messages; then the next one waits."],
  ["iframe-xhr-polling", "The same within a frame."],
  ["jsonp-polling", "The same, by scripts and forms: for browsers that can do nothing else."],
];

const SIGNS = { in: "↓", out: "↑", note: "•" };
const SPOKEN = { in: "received", out: "sent", note: "connection" };

/** Lists what one connection did, with the milliseconds since it began. */
function frame(began, direction, name, text) {
  const rows = byId("frames");
  const row = element("li", direction);
  const sign = element("span", "sign", SIGNS[direction]);
  sign.setAttribute("aria-hidden", "true");
  row.append(
    element("time", "", `${(performance.now() - began).toFixed(0)} ms`),
    sign,
    element("span", "spoken", SPOKEN[direction]),
    element("span", "name", name),
    element("span", "payload", text),
  );
  rows.append(row);
  while (rows.children.length > KEPT) rows.firstElementChild.remove();
  rows.scrollTop = rows.scrollHeight;
  byId("frames-empty").hidden = true;
}

// The client has no events for what is below its messages. These functions of its own it looks up when it needs them.
const receiveInfo = SockJS.prototype._receiveInfo;
SockJS.prototype._receiveInfo = function informed(info, rtt, ...rest) {
  const blocked = info && this.onInfo(info, rtt);
  receiveInfo.call(this, blocked ? { ...info, websocket: false } : info, rtt, ...rest);
};

/**
 * Connects, sends three messages one after the other, and asks to be sent away.
 *
 * @param transports those that the client may use; none for all
 * @param shown what the frames are listed as
 * @param on told of each step
 */
function run(transports, shown, on = {}) {
  return new Promise((resolve) => {
    const began = performance.now();
    const socket = new SockJS(PREFIX, null, { transports, sessionId: 24 });
    const seen = { transport: "", open: NaN, trips: [], code: 0, reason: "" };
    let asked = 0;
    let quiet;
    const progress = () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => socket.close(), QUIET);
    };
    const { _transportMessage: transportMessage, _connect: connect } = socket;
    socket.onInfo = ({ websocket, origins, cookie_needed, entropy }, rtt) => {
      const info = JSON.stringify({ websocket, origins, cookie_needed, entropy });
      frame(began, "note", shown, `/info after ${rtt} ms: ${info}`);
      on.info?.(info);
      return on.blocked?.() ?? false;
    };
    socket._connect = function tries(...rest) {
      const [next] = this._transports;
      if (next) frame(began, "note", shown, `tries ${next.transportName}`);
      connect.apply(this, rest);
    };
    socket._transportMessage = function received(text) {
      progress();
      frame(began, "in", shown, text);
      transportMessage.call(this, text);
    };
    const send = (text) => {
      frame(began, "out", shown, JSON.stringify([text]));
      asked = performance.now();
      socket.send(text);
    };
    progress();
    socket.onopen = () => {
      seen.transport = socket.transport;
      seen.open = performance.now() - began;
      on.opened?.(seen);
    };
    socket.onmessage = ({ data }) => {
      const answered = MESSAGES.indexOf(data);
      if (answered >= 0) seen.trips.push(performance.now() - asked);
      send(answered + 1 < MESSAGES.length ? MESSAGES[answered + 1] : "bye"); // the welcome is answered with the first
    };
    socket.onclose = ({ code, reason }) => {
      clearTimeout(quiet);
      Object.assign(seen, { code, reason });
      frame(began, "note", shown, `closed: ${code} ${reason}`);
      resolve(seen);
    };
  });
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function isWhole({ code, trips }) {
  return code === 3000 && trips.length === MESSAGES.length;
}

/** One card for each transport, and what runs it. */
const runs = WAYS.map(([name, how]) => {
  const card = byId("way").content.cloneNode(true).firstElementChild;
  const at = (selector) => card.querySelector(selector);
  const button = at("button");
  card.id = name;
  at("h3").textContent = name;
  at(".how").textContent = how;
  button.setAttribute("aria-label", `Run ${name}`);
  byId("ways").append(card);
  async function runIt() {
    if (card.dataset.state === "running") return;
    card.dataset.state = "running";
    at(".verdict").textContent = "Running…";
    at(".open").textContent = at(".echo").textContent = "–";
    const seen = await run([name], name, { opened: ({ open }) => (at(".open").textContent = span(open)) });
    const whole = isWhole(seen);
    if (seen.trips.length > 0) at(".echo").textContent = span(median(seen.trips));
    card.dataset.state = whole ? "good" : "bad";
    at(".verdict").textContent = whole
      ? `Three messages came back; closed by the server: ${seen.code} ${seen.reason}`
      : `${seen.trips.length} messages came back; ended with ${seen.code} ${seen.reason}`;
  }
  button.addEventListener("click", runIt);
  return runIt;
});

byId("all").addEventListener("click", async ({ currentTarget: button }) => {
  if (button.disabled) return;
  button.disabled = true;
  for (const runIt of runs) await runIt(); // one after the other: a browser has few connections for each server
  button.disabled = false;
});

let choosing = false;
byId("choose").addEventListener("click", async () => {
  if (choosing) return;
  choosing = true;
  for (const id of ["choice", "choice-open", "choice-echo", "info"]) byId(id).textContent = "…";
  const seen = await run(undefined, "its own choice", {
    blocked: () => byId("blocked").checked,
    info: (text) => (byId("info").textContent = text),
    opened: ({ transport, open }) => {
      byId("choice").textContent = transport;
      byId("choice-open").textContent = span(open);
    },
  });
  choosing = false;
  byId("choice-echo").textContent = seen.trips.length > 0 ? span(median(seen.trips)) : `none: ${seen.code} ${seen.reason}`;
});

byId("clear").addEventListener("click", () => {
  byId("frames").replaceChildren();
  byId("frames-empty").hidden = false;
});
