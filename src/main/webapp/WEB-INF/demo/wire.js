const KEPT = 100;
const MESSAGE = "4"; // what Engine.IO puts before each text message

/** The packets of the connection as they are on the wire, as far as they are messages. */
export class Wire {
  #came = [];
  #engine;

  /** Reads along with another connection from now on. */
  follow(engine) {
    this.#engine = engine;
    this.#came = [];
    engine.on("packet", ({ type, data }) => {
      if (type === "message") this.#came = [...this.#came, frame(data)].slice(-KEPT);
    });
  }

  /** Runs what sends something, and returns the frames of it. */
  sending(action) {
    const sent = [];
    const collect = ({ type, data }) => {
      if (type === "message") sent.push(frame(data));
    };
    this.#engine.on("packetCreate", collect);
    try {
      action();
    } finally {
      this.#engine.off("packetCreate", collect);
    }
    return sent;
  }

  /** The frames of the last event with this name that came. */
  event(name) {
    return this.#last(`[25]${ATTACHMENTS}${NAMESPACE}\\d*\\[${escape(JSON.stringify(name))}[,\\]]`);
  }

  /** The frames of the ack of what was sent. */
  ackOf(sent) {
    return this.#last(`[36]${ATTACHMENTS}${NAMESPACE}${ackId(sent)}\\[`);
  }

  /** The frames of the last packet of a namespace whose type is one of these digits. */
  packet(types, namespace) {
    return this.#last(`[${types}]${escape(namespace)},`);
  }

  #last(pattern) {
    const expression = new RegExp(`^${MESSAGE}${pattern}`);
    const at = this.#came.findLastIndex(({ text }) => text !== undefined && expression.test(text));
    if (at < 0) return [];
    const attachments = Number(/^\d\d(\d+)-/.exec(this.#came[at].text)?.[1] ?? 0);
    return this.#came.slice(at, at + 1 + attachments);
  }
}

const ATTACHMENTS = "(?:\\d+-)?";
const NAMESPACE = "(?:/[^,]*,)?";

/** The number by which the ack of a sent event is known; empty when it asked for none. */
function ackId([{ text }]) {
  return new RegExp(`^\\d\\d${ATTACHMENTS}${NAMESPACE}(\\d*)`).exec(text)[1];
}

/** A packet's text without the passwords in it: others may look over the visitor's shoulder. */
export function masked(text) {
  return text.replace(/"((?:new_)?password)":"(?:[^"\\]|\\.)*"/g, '"$1":"•••"');
}

function frame(data) {
  return typeof data === "string" ? { text: MESSAGE + masked(data) } : { bytes: data.byteLength ?? data.size };
}

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
