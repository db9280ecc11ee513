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

/** What a session's token is called where it is kept. */
const SESSION = "sockee-session";

const DEFAULTS = { timeout: 30_000, queue: 1000, maxWait: Infinity, namespace: "/", session: "cookie" };

/**
 * A call that has no result. Its code says why:
 *   refused   the server said no: see message, fields and retryAfter
 *   timeout   no answer came in time
 *   offline   a volatile call, and there is no connection
 *   full      too many calls wait already; this one was not sent
 *   late      the call has waited for a connection for too long; it was not sent
 *   unknown   the connection was lost, and nobody knows whether the call has run
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
  #streams = new Map(); // by number: those of this connection
  #rooms = new Map(); // who is present, by ref, by room
  #session = null; // the token by which the server knows the session
  #listeners = new Map();

  constructor(options) {
    this.#options = { ...DEFAULTS, ...options };
    this.#session = this.#storage()?.getItem(SESSION) ?? null;
    this.server = this.#names({});
    this.volatile = this.#names({ volatile: true });
    if (options.socket) {
      this.#use(options.socket);
    } else {
      this.#make().then(
        (socket) => (this.#closed ? socket.disconnect() : this.#use(socket)),
        (error) => this.#tell("connect_error", error),
      );
    }
  }

  // --- Calls -----------------------------------------------------------------------------------------------------

  /** Like server, with options for the calls made by it: { timeout, maxWait, volatile }. */
  with(options) {
    return this.#names(options);
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
      const call = { name, values, resolve, reject, timeout, number: 0, sent: false, timer: undefined };
      if (this.#closed) {
        reject(new SockeeError("The client was closed.", "closed"));
      } else if (options.volatile) {
        this.#callVolatile(call);
      } else if (this.#calls.size >= queue) {
        reject(new SockeeError(`${queue} calls wait already.`, "full"));
      } else {
        call.number = this.#next++;
        this.#calls.set(call.number, call);
        this.#waiting.push(call);
        if (maxWait !== Infinity) {
          call.timer = setTimeout(() => this.#fail(call, "There was no connection in time.", "late"), maxWait);
        }
        this.#sendWaiting();
      }
    });
  }

  #callVolatile(call) {
    if (!this.#ready) {
      call.reject(new SockeeError("There is no connection.", "offline"));
      return;
    }
    this.#volatile.add(call);
    this.#limit(call);
    this.#socket.emit(call.name, ...call.values, (...answer) => this.#answered(call, answer));
  }

  #sendWaiting() {
    while (this.#ready && this.#waiting.length > 0) {
      const from = this.#calls.keys().next().value;
      const call = this.#waiting[0];
      if (call.number >= from + WINDOW) {
        return; // goes on when the oldest has its answer
      }
      this.#waiting.shift();
      call.sent = true;
      this.#limit(call);
      const tag = call.number + ":" + from;
      this.#socket.emit("sockee:call", tag, call.name, ...call.values, (...answer) => this.#answered(call, answer));
    }
  }

  #limit(call) {
    clearTimeout(call.timer);
    call.timer = setTimeout(
      () => this.#fail(call, `No answer to ${call.name} came within ${call.timeout} ms.`, "timeout"),
      call.timeout,
    );
  }

  #answered(call, values) {
    const answer = values[0];
    if (values.length !== 1 || !isEnvelope(answer)) {
      this.#settle(call, () => call.resolve(values.length > 1 ? values : answer)); // a method that answers by hand
    } else if (answer.ok) {
      const result = isStream(answer.res) ? this.#stream(answer.res.stream) : answer.res;
      this.#settle(call, () => call.resolve(result));
    } else {
      this.#settle(call, () => call.reject(new SockeeError(String(answer.err), "refused", answer)));
    }
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

  /** Who is present in a room that this client watches: [{ ref, key, meta }], as the server has told last. */
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
    this.#rooms.set(room, here);
    this.#tell("presence", room, this.here(room));
  }

  // --- The session -----------------------------------------------------------------------------------------------

  #storage() {
    const kept = this.#options.session;
    return typeof kept === "object" ? kept : undefined;
  }

  /** The session has another token. A page whose server this is has it in a cookie, too, for when it is loaded again. */
  #hearSession({ token }) {
    this.#session = token;
    this.#storage()?.setItem(SESSION, token);
    const url = import.meta.url;
    const own = typeof document === "object" && url.endsWith("/sockee/client/sockee-client.js");
    if (this.#options.session === "cookie" && own && new URL(url).origin === location.origin) {
      fetch(beside("../session"), { method: "POST", headers: { "Sockee-Session": token } }).catch(() => {
        // the token is still good on this page
      });
    }
  }

  #auth(given) {
    return (give) => {
      const send = (payload) => give(this.#session === null ? payload : { ...payload, session: this.#session });
      return typeof given === "function" ? given(send) : send(given ?? {});
    };
  }

  // --- Events ----------------------------------------------------------------------------------------------------

  /** Listens for an event of the server, or for connect, disconnect, connect_error, status or presence. Returns what ends it. */
  on(event, listener) {
    if (!this.#listeners.has(event)) {
      this.#listeners.set(event, new Set());
    }
    this.#listeners.get(event).add(listener);
    return () => this.off(event, listener);
  }

  /** The same for one time. */
  once(event, listener) {
    const off = this.on(event, (...values) => {
      off();
      listener(...values);
    });
    return off;
  }

  off(event, listener) {
    this.#listeners.get(event)?.delete(listener);
  }

  #tell(event, ...values) {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
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

  /** Resolves when there is a connection. */
  ready() {
    return this.#ready ? Promise.resolve() : new Promise((resolve) => this.once("connect", () => resolve()));
  }

  /** Ends the connection. Calls that have no answer fail. */
  close() {
    this.#closed = true;
    this.#ready = false;
    for (const call of [...this.#calls.values(), ...this.#volatile]) {
      this.#fail(call, "The client was closed.", "closed");
    }
    this.#lost();
    this.#socket?.disconnect();
  }

  async #make() {
    const { url, namespace, path, auth, sockjs, socketOptions } = this.#options;
    const io = this.#options.io ?? (await import(/* @vite-ignore */ beside("../../socket.io/socket.io.esm.min.js"))).io;
    const options = { forceNew: true, ...(path ? { path } : {}), ...socketOptions, auth };
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
    return (
      this.#options.SockJsTransport ??
      (await import(/* @vite-ignore */ beside("../../socket.io/sockee-sockjs-transport.esm.js"))).default
    );
  }

  #use(socket) {
    this.#socket = socket;
    socket.auth = this.#auth(socket.auth);
    socket.onAny((event, ...values) => {
      this.#hear(event, values[0] ?? {});
      this.#tell(event, ...values);
    });
    socket.on("connect", () => this.#greet());
    socket.on("disconnect", (reason) => {
      this.#lost();
      this.#tell("disconnect", reason);
    });
    socket.on("connect_error", (error) => this.#refused(error));
    if (socket.connected) {
      this.#greet();
    }
  }

  /** The server says whether it remembers this client: then it knows, too, which of the open calls have run. */
  #greet() {
    const turn = ++this.#turn;
    this.#socket.emit("sockee:hello", this.#key, (answer) => {
      if (turn !== this.#turn || this.#closed) {
        return;
      }
      if (!isEnvelope(answer) || !answer.ok) {
        this.#tell("connect_error", new SockeeError(String(answer?.err ?? "This is no Sockee server."), "refused"));
        return;
      }
      if (!answer.res.known) {
        this.#giveUpWhatWasSent();
      }
      this.#waiting = [...this.#calls.values()];
      this.#ready = true;
      this.#sendWaiting();
      this.#tell("status", true);
      this.#tell("connect");
    });
  }

  #giveUpWhatWasSent() {
    for (const call of [...this.#calls.values()].filter((one) => one.sent)) {
      this.#fail(call, `The connection was lost, and nobody knows whether ${call.name} has run.`, "unknown");
    }
  }

  #lost() {
    this.#turn++;
    const before = this.#ready;
    this.#ready = false;
    for (const call of this.#calls.values()) {
      if (call.sent) {
        clearTimeout(call.timer); // time counts on when it is sent again
      }
    }
    for (const stream of this.#streams.values()) {
      stream.end(new SockeeError("The connection was lost, and the stream with it.", "lost"));
    }
    this.#streams.clear();
    for (const call of [...this.#volatile]) {
      this.#fail(call, `The connection was lost, and nobody knows whether ${call.name} has run.`, "unknown");
    }
    if (before) {
      this.#tell("status", false);
    }
  }

  /** socket.io-client tries again by itself, unless the server has refused the client; it may have said when to come back. */
  #refused(error) {
    const seconds = error.data?.retryAfter;
    if (!this.#socket.active && seconds > 0) {
      setTimeout(() => this.#closed || this.#socket.connect(), seconds * 1000);
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

/** The answer of a method that streams is the number of the stream, and nothing else. */
function isStream(value) {
  return typeof value === "object" && value !== null && Number.isInteger(value.stream) && Object.keys(value).length === 1;
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
