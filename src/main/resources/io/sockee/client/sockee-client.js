/*!
 * The client of a Sockee server: calls as promises, over socket.io-client, or over sockjs-client by way of the bridge. Apache-2.0.
 *
 *   import { connect } from "/sockee/client/sockee-client.js";
 *   const sockee = connect();
 *   const area = await sockee.server.app.square(25);
 */

/** How many calls are under way at once, so that neither the server's queue nor its memory of open calls is filled. */
const WINDOW = 100;

/** How many items of a stream wait for who reads it; with one more it is cancelled. */
const ITEMS = 10_000;

/** How many packets may wait for the transport before a volatile call is worthless. */
const MOST_BUFFERED = 10;

/** After how many milliseconds without an open call the server is told that it need not remember any answer. */
const IDLE = 1000;

/** The longest time that a timer can have. */
const MAX_TIME = 2 ** 31 - 1;

/** What a session's token is called where it is kept, before the server's address. */
const SESSION = "sockee-session";

/** Events of the connection that no server can emit. */
const OWN = new Set(["connect", "disconnect", "connect_error"]);

const DEFAULTS = { timeout: 30_000, queue: 1000, maxWait: Infinity, maxAway: 120_000, namespace: "/", session: "cookie" };

/**
 * A call that has no result. Its code says why:
 *   refused   the server said no: see message, fields and retryAfter
 *   timeout   no answer came in time
 *   offline   there is no connection: for a volatile call; for others, when none is tried any more; it was not sent
 *   full      too many calls wait already; this one was not sent
 *   late      the call has waited for a connection for too long; it was not sent
 *   unknown   the call has run or may have run, and its answer is lost
 *   closed    the client was closed before the answer came
 *   lost      a stream has ended with its connection
 */
export class SockeeError extends Error {
  constructor(message, code, answer = {}) {
    super(message);
    this.name = "SockeeError";
    this.code = code;
    if (answer.fields) {
      this.fields = answer.fields;
    }
    if (answer.retryAfter !== undefined) {
      this.retryAfter = answer.retryAfter;
    }
  }
}

/** Begins to connect; calls may be made at once. */
export function connect(options = {}) {
  return new Sockee(options);
}

export class Sockee {
  #options;
  #socket = null;
  #key = randomKey();
  #calls = new Map(); // by number, in order: those that have no answer yet
  #volatile = new Set();
  #waiting = []; // of #calls: those that have to be sent, again or for the first time
  #next = 1;
  #turn = 0; // counts connections: an answer to a greeting counts in its own
  #ready = false;
  #closed = false;
  #ended = false; // whether no connection is tried any more, unless the application says so
  #making = false; // whether it is being loaded, or there is a socket
  #failures = 0; // to load what makes the socket
  #again = undefined; // the timer by which it is tried again
  #idle = undefined; // the timer by which the server is told that nothing is open
  #awaiting = new Set(); // who waits for a connection
  #streams = new Map(); // by number: those of this connection
  #rooms = new Map(); // who is present, by ref, by room
  #session = null; // the token by which the server knows the session
  #listeners = new Map();

  constructor(options) {
    this.#options = { ...DEFAULTS, ...said(options) };
    this.#session = this.#storage()?.getItem(this.#sessionName()) ?? null;
    this.server = this.#names({});
    this.volatile = this.#names({ volatile: true });
    if (options.socket) {
      this.#use(options.socket);
    } else {
      this.#begin();
    }
  }

  // --- Calls -----------------------------------------------------------------------------------------------------

  /** Like server, with options for the calls made by it: { timeout, maxWait, volatile }. */
  with(options) {
    return this.#names(said(options));
  }

  /** Calls what answers an event. */
  call(name, ...values) {
    return this.#call({}, name, values);
  }

  /** server.users.online.yesterday(…) calls "users.online.yesterday". */
  #names(options, path = "") {
    const made = new Map();
    return new Proxy(() => {}, {
      get: (target, name) => {
        if (typeof name !== "string" || name === "then") {
          return undefined; // whoever asks for these wants to know whether it is a promise, or a text
        }
        if (name === "toJSON") {
          return undefined; // of JSON.stringify
        }
        if (name === "toString" || name === "valueOf") {
          return () => "sockee.server" + (path === "" ? "" : "." + path); // of a text that it is put into
        }
        if (!made.has(name)) {
          made.set(name, this.#names(options, path === "" ? name : path + "." + name));
        }
        return made.get(name);
      },
      apply: (target, self, values) => this.#call(options, path, values),
      has: () => true,
    });
  }

  #call(options, name, values) {
    return new Promise((resolve, reject) => {
      const { timeout, maxWait, queue } = { ...this.#options, ...options };
      const call = { name, values, resolve, reject, timeout, number: 0, sent: false, until: 0, timer: undefined };
      if (this.#closed) {
        reject(new SockeeError("The client was closed.", "closed"));
      } else if (this.#ended) {
        reject(new SockeeError(NO_CONNECTION, "offline"));
      } else if (options.volatile) {
        this.#callVolatile(call);
      } else if (this.#calls.size >= queue) {
        reject(new SockeeError(`${queue} calls wait already.`, "full"));
      } else {
        call.number = this.#next++;
        this.#calls.set(call.number, call);
        this.#waiting.push(call);
        call.timer = after(maxWait, () => this.#fail(call, "There was no connection in time.", "late"));
        this.#sendWaiting();
      }
    });
  }

  #callVolatile(call) {
    if (!this.#ready || !this.#isWritable()) {
      call.reject(new SockeeError("There is no connection.", "offline"));
      return;
    }
    if (this.#volatile.size >= WINDOW) {
      call.reject(new SockeeError(`${WINDOW} volatile calls have no answer yet.`, "full"));
      return;
    }
    const turn = this.#turn;
    this.#volatile.add(call);
    this.#limit(call);
    this.#socket.emit(call.name, ...call.values, (...answer) => this.#answered(call, answer, turn));
  }

  /** Whether what is sent leaves soon: a transport that is stuck only collects it. */
  #isWritable() {
    const engine = this.#socket.io?.engine;
    return !(engine?.transport?.writable === false && engine.writeBuffer?.length > MOST_BUFFERED);
  }

  #sendWaiting() {
    while (this.#ready && this.#waiting.length > 0) {
      const from = this.#calls.keys().next().value;
      const call = this.#waiting[0];
      if (call.number >= from + WINDOW) {
        return; // goes on when the oldest has its answer
      }
      this.#waiting.shift();
      call.until = call.sent ? call.until : Date.now() + call.timeout + this.#options.maxAway;
      call.sent = true;
      this.#limit(call);
      const tag = call.number + ":" + from;
      const turn = this.#turn;
      this.#socket.emit("sockee:call", tag, call.name, ...call.values, (...answer) => this.#answered(call, answer, turn));
    }
  }

  #limit(call) {
    clearTimeout(call.timer);
    call.timer = after(call.timeout, () =>
      this.#fail(call, `No answer to ${call.name} came within ${call.timeout} ms.`, "timeout"),
    );
  }

  /**
   * @param turn of the connection that has brought the answer: the number of a stream counts there alone
   */
  #answered(call, values, turn) {
    const answer = values[0];
    if (values.length === 1 && isStream(answer)) {
      this.#streamed(call, answer.res.stream, turn);
    } else if (values.length !== 1 || !isEnvelope(answer)) {
      this.#settle(call, () => call.resolve(values.length > 1 ? values : answer)); // a method that answers by hand
    } else if (answer.ok) {
      this.#settle(call, () => call.resolve(answer.res));
    } else {
      const code = answer.ran === true ? "unknown" : "refused";
      this.#settle(call, () => call.reject(new SockeeError(String(answer.err), code, answer)));
    }
  }

  #streamed(call, id, turn) {
    if (turn !== this.#turn) {
      return; // it has ended with its connection
    }
    if (!this.#isOpen(call)) {
      this.#socket.emit("sockee:cancel", id); // nobody waits for it any more
    } else if (this.#streams.has(id)) {
      this.#fail(call, `The server has given the number ${id} to two streams.`, "lost");
    } else {
      const stream = this.#stream(id);
      this.#settle(call, () => call.resolve(stream));
    }
  }

  #isOpen(call) {
    return this.#volatile.has(call) || this.#calls.get(call.number) === call;
  }

  #fail(call, message, code) {
    this.#settle(call, () => call.reject(new SockeeError(message, code)));
  }

  #settle(call, tell) {
    clearTimeout(call.timer);
    if (this.#volatile.delete(call) || this.#calls.delete(call.number)) {
      const at = this.#waiting.indexOf(call);
      if (at >= 0) {
        this.#waiting.splice(at, 1);
      }
      tell();
      this.#sendWaiting();
      if (call.sent && this.#calls.size === 0) {
        clearTimeout(this.#idle);
        this.#idle = after(IDLE, () => this.#forgetAnswers());
      }
    }
  }

  /** Without a further call the server would keep the answers of the last ones for as long as there is a connection. */
  #forgetAnswers() {
    if (this.#ready && this.#calls.size === 0) {
      this.#socket.emit("sockee:settled", this.#next);
    }
  }

  /** How many calls have no answer yet. */
  get pending() {
    return this.#calls.size + this.#volatile.size;
  }

  /** What Sockee itself has to say. */
  #hear(event, said) {
    switch (event) {
      case "sockee:stream":
        return this.#hearStream(said);
      case "sockee:presence":
        return this.#hearPresence(said);
      case "sockee:session":
        return this.#hearSession(said);
    }
  }

  // --- Streams ---------------------------------------------------------------------------------------------------

  #stream(id) {
    const cancel = () => this.#streams.delete(id) && this.#socket.emit("sockee:cancel", id);
    const stream = new Stream(cancel);
    this.#streams.set(id, stream);
    return stream;
  }

  #hearStream({ id, item, end, error }) {
    const stream = this.#streams.get(id);
    if (stream === undefined) {
      return; // it was cancelled
    }
    if (end || error) {
      this.#streams.delete(id);
      stream.end(error && new SockeeError(String(error.err), "refused", error));
    } else {
      stream.add(item);
    }
  }

  // --- Presence --------------------------------------------------------------------------------------------------

  /** Who is present in a room that this client watches on this connection: [{ ref, key, meta }], as the server has told last. */
  here(room) {
    return [...(this.#rooms.get(room)?.values() ?? [])];
  }

  #hearPresence({ room, state, left = {}, joined = {} }) {
    const here = state ? new Map() : (this.#rooms.get(room) ?? new Map());
    for (const { ref } of Object.values(left).flat()) {
      here.delete(ref);
    }
    for (const [key, all] of Object.entries(state ?? joined)) {
      all.forEach(({ ref, meta }) => here.set(ref, { ref, key, meta }));
    }
    if (here.size > 0) {
      this.#rooms.set(room, here);
    } else {
      this.#rooms.delete(room);
    }
    this.#tell("sockee:presence", room, this.here(room));
  }

  // --- The session -----------------------------------------------------------------------------------------------

  #storage() {
    const kept = this.#options.session;
    return typeof kept === "object" ? kept : undefined;
  }

  /** The session has another token. A page whose server this is has it in a cookie, too, for when it is loaded again. */
  #hearSession({ token }) {
    this.#session = token;
    this.#storage()?.setItem(this.#sessionName(), token);
    const url = import.meta.url;
    const own = typeof document === "object" && url.endsWith("/sockee/client/sockee-client.js");
    const [origin] = this.#server();
    if (this.#options.session === "cookie" && own && new URL(url).origin === location.origin && origin === location.origin) {
      fetch(beside("../session"), { method: "POST", headers: { "Sockee-Session": token } }).catch(() => {
        // the token is still good on this page
      });
    }
  }

  /** The origin of the server, and the path there: a token is for it and for no other. */
  #server() {
    const { socket, url, path, sockjs } = this.#options;
    const page = typeof location === "object" ? location.href : undefined;
    const manager = socket?.io;
    const to = manager?.uri ?? url ?? "";
    const at = sockjs ?? path ?? manager?.opts?.path ?? "/socket.io";
    try {
      return [new URL(to, page).origin.replace(/^ws/, "http"), at.replace(/\/$/, "")];
    } catch {
      return [to, at]; // no page, and no address of its own
    }
  }

  #sessionName() {
    return SESSION + " " + this.#server().join("");
  }

  #auth(given) {
    return (give) => {
      const send = (payload) => give(this.#session === null ? payload : { ...payload, session: this.#session });
      return typeof given === "function" ? given(send) : send(given ?? {});
    };
  }

  // --- Events ----------------------------------------------------------------------------------------------------

  /**
   * Listens for an event of the server, or for connect, disconnect, connect_error, sockee:status or sockee:presence. Returns what
   * ends it.
   */
  on(event, listener) {
    this.#add(event, listener, false);
    return () => this.off(event, listener);
  }

  /** The same for one time. */
  once(event, listener) {
    this.#add(event, listener, true);
    return () => this.off(event, listener);
  }

  off(event, listener) {
    this.#listeners.get(event)?.delete(listener);
  }

  #add(event, listener, once) {
    if (!this.#listeners.has(event)) {
      this.#listeners.set(event, new Map());
    }
    const all = this.#listeners.get(event);
    all.set(listener, once && all.get(listener) !== false); // who listens for ever hears it in any case
  }

  #tell(event, ...values) {
    for (const [listener, once] of [...(this.#listeners.get(event) ?? [])]) {
      if (once) {
        this.off(event, listener);
      }
      try {
        listener(...values);
      } catch (error) {
        reportError(error); // it is the page's own, and must not keep others from hearing
      }
    }
  }

  // --- The connection --------------------------------------------------------------------------------------------

  /** Whether calls leave at once. */
  get connected() {
    return this.#ready;
  }

  /** The socket of socket.io-client; null until its files have been loaded. */
  get socket() {
    return this.#socket;
  }

  /** Resolves when there is a connection; rejects when there will be none: after close, or when none is tried any more. */
  ready() {
    return new Promise((resolve, reject) => {
      if (this.#ready) {
        resolve();
      } else if (this.#closed) {
        reject(new SockeeError("The client was closed.", "closed"));
      } else if (this.#ended) {
        reject(new SockeeError(NO_CONNECTION, "offline"));
      } else {
        this.#awaiting.add({ resolve, reject });
      }
    });
  }

  /** Tries to connect again, after the server has refused the client or ended its connection. */
  reconnect() {
    if (this.#closed || this.#ready) {
      return;
    }
    clearTimeout(this.#again);
    this.#ended = false;
    if (this.#socket === null) {
      this.#begin();
    } else if (this.#socket.connected) {
      this.#greet();
    } else {
      this.#socket.connect();
    }
  }

  /** Ends the connection. Calls that have no answer fail. */
  close() {
    const before = this.#ready;
    this.#closed = true;
    this.#ready = false;
    clearTimeout(this.#again);
    this.#failAll("The client was closed.", () => "closed");
    this.#lost(before);
    this.#socket?.disconnect();
  }

  /**
   * @param code gives the code for a call; none for no call
   */
  #failAll(message, code) {
    for (const call of [...this.#calls.values(), ...this.#volatile]) {
      this.#fail(call, call.sent && !this.#closed ? lostCall(call) : message, code(call));
    }
    for (const { reject } of this.#awaiting) {
      reject(new SockeeError(message, code()));
    }
    this.#awaiting.clear();
  }

  /** Nobody tries to connect any more: whoever waits is told. */
  #giveUp() {
    this.#ended = true;
    this.#failAll(NO_CONNECTION, (call) => (call?.sent ? "unknown" : "offline"));
  }

  /** Makes the socket. What could not be loaded is tried again: the network may have been away. */
  #begin() {
    if (this.#making) {
      return;
    }
    this.#making = true;
    this.#make().then(
      (socket) => (this.#closed ? socket.disconnect() : this.#use(socket)),
      (error) => {
        this.#making = false;
        const seconds = Math.min(30, 2 ** this.#failures++);
        this.#again = after(seconds * 1000, () => this.#closed || this.#begin());
        this.#tell("connect_error", error);
      },
    );
  }

  async #make() {
    const { url, namespace, path, auth, sockjs, socketOptions } = this.#options;
    const io = this.#options.io ?? (await this.#load("../../socket.io/socket.io.esm.min.js")).io;
    // Calls are repeated here, and an acknowledgement's time-out would put an error before each answer.
    const own = { auth, retries: 0, ackTimeout: undefined };
    const options = { forceNew: true, ...(path ? { path } : {}), ...socketOptions, ...own };
    if (sockjs) {
      options.path = sockjs;
      options.transports = [await this.#sockJsTransport()];
      options.transportOptions = { sockjs: { SockJS: this.#options.SockJS ?? globalThis.SockJS } };
    }
    return io((url ?? "").replace(/\/$/, "") + namespace, options);
  }

  async #sockJsTransport() {
    if (!this.#options.SockJS && !globalThis.SockJS) {
      await loadScript(beside("sockjs.min.js"));
    }
    return this.#options.SockJsTransport ?? (await this.#load("../../socket.io/sockee-sockjs-transport.esm.js")).default;
  }

  /** Some browsers remember that a module could not be loaded: its address is another one when it is tried again. */
  #load(file) {
    return import(/* @vite-ignore */ beside(file) + (this.#failures > 0 ? "?" + this.#failures : ""));
  }

  #use(socket) {
    this.#socket = socket;
    socket.auth = this.#auth(socket.auth);
    socket.onAny((event, ...values) => {
      this.#hear(event, values[0] ?? {});
      if (!OWN.has(event) && event !== "sockee:presence" && event !== "sockee:status") {
        this.#tell(event, ...values);
      }
    });
    socket.on("connect", () => this.#greet());
    socket.on("disconnect", (reason) => {
      this.#lost();
      this.#tell("disconnect", reason);
      if (!this.#isTried() && !this.#closed && !socket.connected) {
        this.#giveUp(); // the server has ended it, or the application: then socket.io-client does not try again
      }
    });
    socket.io?.on?.("reconnect_failed", () => this.#closed || this.#giveUp());
    socket.on("connect_error", (error) => this.#refused(error));
    if (socket.connected) {
      this.#greet();
    }
  }

  /** Whether socket.io-client tries to connect by itself. */
  #isTried() {
    return this.#socket.active && this.#socket.io?.reconnection?.() !== false;
  }

  /** The server says whether it remembers this client: then it knows, too, which of the open calls have run. */
  #greet() {
    const turn = ++this.#turn;
    this.#ended = false;
    this.#socket.emit("sockee:hello", this.#key, (answer) => {
      if (turn !== this.#turn || this.#closed) {
        return;
      }
      if (!isEnvelope(answer) || !answer.ok) {
        this.#giveUp();
        this.#tell("connect_error", new SockeeError(String(answer?.err ?? "This is no Sockee server."), "refused"));
        return;
      }
      if (!answer.res.known) {
        this.#giveUpWhatWasSent();
      }
      this.#waiting = [...this.#calls.values()];
      this.#ready = true;
      this.#sendWaiting();
      this.#awaiting.forEach(({ resolve }) => resolve());
      this.#awaiting.clear();
      this.#tell("sockee:status", true);
      this.#tell("connect");
    });
  }

  #giveUpWhatWasSent() {
    for (const call of [...this.#calls.values()].filter((one) => one.sent)) {
      this.#fail(call, lostCall(call), "unknown");
    }
  }

  #lost(before = this.#ready) {
    this.#turn++;
    this.#ready = false;
    clearTimeout(this.#idle);
    this.#rooms.clear();
    for (const call of this.#calls.values()) {
      if (call.sent) {
        clearTimeout(call.timer); // it gets its time again when it is sent again, but it does not wait for that for ever
        call.timer = after(call.until - Date.now(), () => this.#fail(call, lostCall(call), "unknown"));
      }
    }
    for (const stream of this.#streams.values()) {
      stream.end(new SockeeError("The connection was lost, and the stream with it.", "lost"));
    }
    this.#streams.clear();
    for (const call of [...this.#volatile]) {
      this.#fail(call, lostCall(call), "unknown");
    }
    if (before) {
      this.#tell("sockee:status", false);
    }
  }

  /** socket.io-client tries again by itself, unless the server has refused the client; it may have said when to come back. */
  #refused(error) {
    const seconds = error.data?.retryAfter;
    if (!this.#isTried() && !this.#closed) {
      if (seconds > 0) {
        clearTimeout(this.#again);
        this.#again = after(seconds * 1000, () => this.#closed || this.#socket.connect());
      } else {
        this.#giveUp();
      }
    }
    this.#tell("connect_error", error);
  }
}

export default connect;

/**
 * The items of a stream, for one reader: for await (const item of stream) …; leaving the loop cancels it, and so does cancel().
 */
class Stream {
  #items = [];
  #waiting = null; // who has asked for an item that has not come
  #ended = false;
  #error = undefined;
  #cancel;

  constructor(cancel) {
    this.#cancel = cancel;
  }

  add(item) {
    if (this.#ended) {
      return;
    }
    if (this.#waiting) {
      this.#waiting.resolve({ value: item, done: false });
      this.#waiting = null;
    } else if (this.#items.length >= ITEMS) {
      this.#cancel();
      this.end(new SockeeError(`${ITEMS} items wait to be read.`, "full"));
    } else {
      this.#items.push(item);
    }
  }

  end(error) {
    this.#ended = true;
    this.#error = error;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting) {
      this.#end(waiting.resolve, waiting.reject);
    }
  }

  /** An error is thrown once; after it there is nothing. */
  #end(resolve, reject) {
    const error = this.#error;
    this.#error = undefined;
    if (error) {
      reject(error);
    } else {
      resolve({ value: undefined, done: true });
    }
  }

  /** Has no more of it. */
  cancel() {
    if (!this.#ended) {
      this.#cancel();
      this.end();
    }
    this.#items = [];
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  next() {
    return new Promise((resolve, reject) => {
      if (this.#items.length > 0) {
        resolve({ value: this.#items.shift(), done: false });
      } else if (this.#ended) {
        this.#end(resolve, reject);
      } else if (this.#waiting) {
        reject(new Error("A stream has one reader, who asks for one item at a time."));
      } else {
        this.#waiting = { resolve, reject };
      }
    });
  }

  return() {
    this.cancel();
    return Promise.resolve({ value: undefined, done: true });
  }
}

const NO_CONNECTION = "There is no connection, and none is tried until reconnect() is called.";

function lostCall(call) {
  return `The connection was lost, and nobody knows whether ${call.name} has run.`;
}

/** Runs code after some time; never after an endless one. */
function after(milliseconds, code) {
  return milliseconds === Infinity ? undefined : setTimeout(code, Math.min(milliseconds, MAX_TIME));
}

/** Options without those that are undefined, which are not said. */
function said(options) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** The answer of a method that streams is marked: a result of the application's own may look like the number of a stream. */
function isStream(answer) {
  return isEnvelope(answer) && answer.ok === true && answer.stream === true && Number.isInteger(answer.res?.stream);
}

function isEnvelope(value) {
  return typeof value === "object" && value !== null && "ok" in value && "err" in value && "res" in value;
}

/** 126 random bits: whoever knows the key could ask for this client's answers. */
function randomKey() {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return Array.from(crypto.getRandomValues(new Uint8Array(21)), (byte) => letters[byte & 63]).join("");
}

function beside(file) {
  return new URL(file, import.meta.url).href;
}

function loadScript(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("not loaded: " + url));
    document.head.append(script);
  });
}

function reportError(error) {
  if (typeof globalThis.reportError === "function") {
    globalThis.reportError(error);
  } else {
    console.error(error);
  }
}
