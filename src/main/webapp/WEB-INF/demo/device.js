import { byId, clock, element } from "./page.js";
import { PATH } from "./path.js";

const ROWS = 100;
const ABOUT = {
  _settings: "Seconds for which messages are kept for a device that is offline",
  _batch: "Messages that it missed; one ack is for all of them",
  _resync: "A message was lost: the device has to load its data from the website again",
};

/** A device of a user: a Socket.IO client, and a list of what it received. */
export class Device {
  #socket;
  #seen = new Set();
  #card = byId("device").content.cloneNode(true).firstElementChild;
  #wanted = false;

  /** @param absent told when the server does not let it in */
  constructor(name, user, absent) {
    this.#card.id = name.toLowerCase();
    this.#part("h3").textContent = name;
    this.#card.setAttribute("aria-label", name);
    this.#part(".got").setAttribute("aria-label", `Messages of the ${name.toLowerCase()}, the newest first`);
    this.#socket = io("/demo", {
      path: PATH,
      forceNew: true,
      autoConnect: false,
      reconnectionDelayMax: 3000,
      auth: { token: user, deviceId: this.#card.id, deliveryIds: "1" },
    });
    this.#socket.on("connect", () => this.#state("connected", "Connected"));
    this.#socket.on("disconnect", (reason) => this.#left(reason));
    this.#socket.on("connect_error", ({ message }) => {
      this.#state(this.#socket.active ? "reconnecting" : "refused", this.#socket.active ? "Reconnecting…" : "Refused", message);
      if (!this.#socket.active) absent(message);
    });
    this.#socket.onAny((event, ...values) => this.#take(event, values));
    this.#part(".toggle").addEventListener("click", () => (this.#wanted ? this.disconnect() : this.connect()));
  }

  get card() {
    return this.#card;
  }

  connect() {
    this.#wanted = true;
    this.#state("connecting", "Connecting…");
    this.#socket.connect();
  }

  disconnect() {
    this.#wanted = false;
    this.#socket.disconnect();
    this.#state("disconnected", "Offline");
  }

  #part(selector) {
    return this.#card.querySelector(selector);
  }

  #state(state, text, reason = "") {
    this.#card.dataset.state = state;
    this.#part(".state span").textContent = text;
    this.#part(".reason").textContent = reason;
    this.#wanted &&= state !== "refused";
    this.#part(".toggle").textContent = this.#wanted ? "Disconnect" : "Connect";
  }

  /** What was not acknowledged comes again: its ack would be sent to nobody. */
  #left(reason) {
    this.#card.querySelectorAll(".got button").forEach((button) => button.replaceWith(element("span", "late", "Not acknowledged")));
    if (this.#wanted) this.#state("reconnecting", "Reconnecting…", reason);
  }

  #take(event, values) {
    const answer = typeof values.at(-1) === "function" ? values.pop() : undefined;
    const row = element("li", "");
    row.dataset.kind = ABOUT[event] ? event.slice(1) : "live";
    const head = element("div", "event");
    head.append(element("span", "name", event), element("time", "", clock()));
    row.append(head);
    if (ABOUT[event]) row.append(element("p", "hint", ABOUT[event]));
    if (event === "_batch") row.append(this.#batch(values[0]));
    else row.append(ABOUT[event] ? element("p", "args", JSON.stringify(values[0])) : this.#message(values));
    if (answer) this.#answer(row, answer);
    this.#part(".got").prepend(row);
    while (this.#part(".got").children.length > ROWS) this.#part(".got").lastElementChild.remove();
    this.#part(".nothing").hidden = true;
  }

  #batch(messages) {
    const list = element("ol", "batch");
    for (const [name, ...values] of messages) {
      const item = element("li", "");
      item.append(element("span", "name", name), this.#message(values));
      list.append(item);
    }
    return list;
  }

  /** The arguments of a message; the last one has its id, by which it is known when it comes again. */
  #message(values) {
    const { _id: id } = values.at(-1);
    const shown = element("p", "args", values.slice(0, -1).map((value) => JSON.stringify(value)).join(", "));
    shown.title = id;
    if (this.#seen.has(id)) shown.append(element("span", "again", "again"));
    this.#seen.add(id);
    return shown;
  }

  #answer(row, answer) {
    const done = element("span", "done", "Acknowledged");
    if (this.#part(".by-itself").checked) {
      answer();
      row.firstElementChild.append(done);
      return;
    }
    const button = element("button", "quiet", "Acknowledge");
    button.type = "button";
    button.addEventListener("click", () => {
      answer();
      button.replaceWith(done);
      this.#part(".got").focus(); // what had the focus is gone
    });
    row.firstElementChild.append(button);
  }
}
