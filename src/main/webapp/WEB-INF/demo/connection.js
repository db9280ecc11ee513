import { PATH } from "./path.js";
import { Wire } from "./wire.js";

const ANSWER_TIMEOUT = 5000;
const TRANSPORTS = { both: ["polling", "websocket"], polling: ["polling"], websocket: ["websocket"] };

/**
 * The socket of the page. A change of transports makes another one, so whoever listens registers here:
 * "state" {state, text, reason}, "transport" {name, upgradedAfter}, "packet" {direction, event, values, ack},
 * "note" {text}, and with on() the events of the server.
 */
export class Connection extends EventTarget {
  #namespace;
  #payload;
  #listeners = [];
  #began = 0;
  socket;
  wire = new Wire();

  /** @param payload gives what the socket says of the visitor each time it connects */
  constructor(namespace, payload) {
    super();
    this.#namespace = namespace;
    this.#payload = payload;
  }

  /** Listens to an event of the server, on this socket and those after it. */
  on(event, listener) {
    this.#listeners.push([event, listener]);
  }

  open(transports) {
    const former = this.socket;
    const socket = io(this.#namespace, {
      path: PATH,
      transports: TRANSPORTS[transports],
      forceNew: true,
      autoConnect: false,
      auth: (send) => send(this.#payload()),
      reconnectionDelayMax: 3000,
    });
    this.socket = socket; // first, so that the end of the former one is no news
    former?.disconnect();
    this.#listeners.forEach(([event, listener]) => socket.on(event, listener));
    this.#follow(socket);
    this.connect();
  }

  connect() {
    this.#began = performance.now();
    this.#state("connecting", "Connecting…");
    this.socket.connect();
  }

  disconnect() {
    this.socket.disconnect();
    this.#state("disconnected", "Not connected"); // also when it was still trying
  }

  get connected() {
    return this.socket?.connected ?? false;
  }

  /** Emits an event without asking for an ack. */
  emit(event, ...values) {
    if (!this.connected) throw new Error("Not connected.");
    this.socket.emit(event, ...values);
  }

  /** Emits an event and returns the server's answer; fails with a message for the visitor. */
  async ask(event, ...values) {
    return (await this.exchange(event, values).answered)[0];
  }

  /**
   * Emits an event with an ack, which may have any number of arguments.
   *
   * @param socket of the page's namespace, or one that was joined besides
   * @returns {{sent: object[], answered: Promise<any[]>}} the frames that were sent, and the ack's arguments; the
   *     promise fails with a message for the visitor when no ack comes in time
   */
  exchange(event, values, timeout = ANSWER_TIMEOUT, socket = this.socket) {
    if (!this.connected) throw new Error("Not connected.");
    let sent;
    const answered = new Promise((resolve, reject) => {
      sent = this.wire.sending(() =>
        socket.timeout(timeout).emit(event, ...values, (failure, ...answers) => {
          if (failure) reject(new Error(`No answer within ${timeout / 1000} s.`));
          else resolve(answers);
        }),
      );
    });
    return {
      sent,
      answered: answered.then((answers) => {
        this.#tell("packet", { direction: "in", event, values: answers, ack: true });
        return answers;
      }),
    };
  }

  /** A socket of another namespace on the same connection, which is joined if that has not been done. */
  async join(namespace) {
    if (!this.connected) throw new Error("Not connected.");
    const socket = this.socket.io.socket(namespace, {});
    if (!socket.connected) {
      socket.offAny().offAnyOutgoing();
      this.#log(socket);
      await new Promise((resolve, reject) => {
        socket.once("connect", resolve).once("connect_error", reject).connect();
      });
    }
    return socket;
  }

  /** Leaves such a namespace: whoever joins it again is somebody else there. */
  leave(namespace) {
    this.socket.io.socket(namespace, {}).disconnect();
  }

  #follow(socket) {
    const manager = socket.io;
    manager.on("open", () => this.#opened(manager.engine)); // anew after each reconnect
    manager.on("reconnect_attempt", (attempt) => {
      this.#began = performance.now();
      if (socket.active) this.#state("reconnecting", `Reconnecting, attempt ${attempt}…`);
    });
    socket.on("connect", () => this.#state("connected", "Connected"));
    socket.on("disconnect", (reason) => {
      if (socket !== this.socket) return; // another one has taken its place
      if (socket.active) this.#state("reconnecting", "Reconnecting…", reason);
      else this.#state("disconnected", "Not connected", reason === "io client disconnect" ? "" : reason);
    });
    socket.on("connect_error", (error) => {
      if (socket.active) this.#state("reconnecting", "Reconnecting…", error.message);
      else this.#state("refused", "Refused", withData(error));
    });
    this.#log(socket);
  }

  #log(socket) {
    socket.onAny((event, ...values) => this.#tell("packet", { direction: "in", event, values }));
    socket.onAnyOutgoing((event, ...values) => this.#tell("packet", { direction: "out", event, values }));
  }

  #opened(engine) {
    this.wire.follow(engine);
    this.#tell("transport", { name: engine.transport.name, transports: engine.opts.transports });
    engine.on("upgrade", (transport) => {
      const upgradedAfter = Math.round(performance.now() - this.#began);
      this.#tell("transport", { name: transport.name, upgradedAfter });
      this.note(`upgraded to ${transport.name} after ${upgradedAfter} ms`);
    });
  }

  #state(state, text, reason = "") {
    this.#tell("state", { state, text, reason });
    this.note(reason ? `${text} (${reason})` : text);
  }

  note(text) {
    this.#tell("note", { text });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** What a refusal says: its message, and the data that the server may have put beside it. */
function withData(error) {
  return error.data === undefined ? error.message : `${error.message} ${JSON.stringify(error.data)}`;
}
