import { byId, element, marked, result, span } from "./page.js";

const EVENT_TIMEOUT = 5000;
const SHOWN = 400;
const STRING = /"(?:[^"\\]|\\.)*"/.source;
const VALUES = new RegExp(
  `(?<key>${STRING}(?=:))|(?<string>${STRING}|"[^"]*$)|(?<keyword>\\b(?:true|false|null|[\\d.]+)\\b)`, "g");

/** One kind of answer or error as the visitor tries it: what was sent, what came back, and what that means. */
export class Attempt {
  #connection;
  #verdict;
  #rows;
  #began = 0;

  /** @param id of the kind; its verdict and its packets have elements of their own */
  constructor(connection, id) {
    this.#connection = connection;
    this.#verdict = byId(`${id}-verdict`);
    this.#rows = byId(`${id}-wire`);
  }

  get connection() {
    return this.#connection;
  }

  /** Begins anew: what was there before is gone. */
  begin() {
    this.#rows.replaceChildren();
    this.#began = performance.now();
    this.say("Waiting for the answer…", "");
  }

  /** Emits an event with an ack, shows both packets, and returns what the ack has. */
  async ask(event, values, timeout, socket) {
    const { sent, answered } = this.#connection.exchange(event, values, timeout, socket);
    this.show("sent", sent);
    const answers = await answered;
    this.show("came", this.#connection.wire.ackOf(sent));
    return answers;
  }

  /** Asks, and takes the envelope for the verdict; returns it. */
  async answer(event, ...values) {
    const [envelope] = await this.ask(event, values);
    this.judge(envelope);
    return envelope;
  }

  /** Emits an event without an ack; the answer comes as an event. */
  async tell(event, ...values) {
    if (!this.#connection.connected) throw new Error("Not connected.");
    const { socket, wire } = this.#connection;
    const names = [`${event}_data`, `${event}_error`];
    const [name, envelope] = await new Promise((resolve, reject) => {
      const listeners = names.map((each) => [each, (value) => done(() => resolve([each, value]))]);
      const timer = setTimeout(() => done(() => reject(new Error("No answer came."))), EVENT_TIMEOUT);
      const done = (end) => {
        clearTimeout(timer);
        listeners.forEach(([each, listener]) => socket.off(each, listener));
        end();
      };
      listeners.forEach(([each, listener]) => socket.on(each, listener));
      this.show("sent", wire.sending(() => socket.emit(event, ...values)));
    });
    this.show("came", wire.event(name));
    this.judge(envelope, `, as ${name}`);
    return envelope;
  }

  /** Says what an envelope means. */
  judge({ ok, err }, how = "") {
    const took = span(performance.now() - this.#began);
    if (ok) this.say(`Answered in ${took}${how}.`, "good");
    else this.say(`${err} (in ${took}${how})`, "bad");
  }

  /** The verdict: one sentence, also read by screen readers. */
  say(text, kind) {
    result(this.#verdict, text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text, kind);
  }

  /** Shows a color beside the verdict, or none. */
  swatch(color) {
    const shown = element("span", "swatch");
    shown.style.background = color;
    if (color) this.#verdict.prepend(shown);
  }

  /** Shows the frames of a packet. */
  show(direction, frames) {
    const sent = direction === "sent";
    for (const { text, bytes } of frames) {
      const row = element("li", direction);
      const sign = element("span", "sign", sent ? "↑" : "↓");
      sign.setAttribute("aria-hidden", "true");
      row.append(sign, element("span", "spoken", sent ? "Sent: " : "Received: "));
      row.append(text === undefined ? binary(bytes) : packet(text));
      this.#rows.append(row);
    }
  }
}

function packet(text) {
  const line = element("code", "packet");
  const { type, id } = /^(?<type>\d\d(?:\d+-)?(?:\/[^,]*,)?)(?<id>\d*)/.exec(text).groups;
  const json = text.slice(type.length + id.length);
  line.append(element("span", "type", type), element("span", "id", id));
  line.append(...marked(json.length > SHOWN ? `${json.slice(0, SHOWN)}… (${text.length} characters)` : json, VALUES));
  return line;
}

function binary(bytes) {
  return element("code", "packet binary", `${bytes.toLocaleString("en")} bytes in a binary frame`);
}
