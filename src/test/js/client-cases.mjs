// The cases of Sockee's client module against a socket that the cases themselves play. Prints one line of JSON.
//
//   node client-cases.mjs <path of sockee-client.js>

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sockee-client-"));
const file = path.join(folder, "sockee-client.mjs");
fs.copyFileSync(process.argv[2], file);
const { connect, SockeeError } = await import(pathToFileURL(file));
fs.rmSync(folder, { recursive: true });

/** As much of a socket as the client asks for; what it emits is remembered, with the functions for the acknowledgements. */
class FakeSocket {
  connected = false;
  active = true;
  emitted = [];
  listeners = {};
  connects = 0;

  on(event, listener) {
    this.listeners[event] = listener;
  }

  onAny(listener) {
    this.any = listener;
  }

  emit(event, ...values) {
    const ack = values.pop(); // or what is sent without one, alone
    this.emitted.push({ event, values, ack });
  }

  connect() {
    this.connects++;
  }

  disconnect() {
    this.drop("io client disconnect");
  }

  /** The connection is there. */
  open() {
    this.connected = true;
    this.active = true;
    this.listeners.connect();
  }

  drop(reason = "transport close") {
    this.connected = false;
    this.listeners.disconnect(reason);
  }

  /** What was emitted since the last look. */
  take() {
    return this.emitted.splice(0);
  }
}

const ok = (res) => ({ ok: true, err: false, res });
const streaming = (stream) => ({ ...ok({ stream }), stream: true });
const refusal = (err, more = {}) => ({ ok: false, err, res: false, ...more });

function begin(options = {}) {
  const socket = new FakeSocket();
  const sockee = connect({ socket, ...options });
  return { socket, sockee };
}

/** Lets the connection come, and answers the greeting. */
function greet(socket, known) {
  socket.open();
  const hello = socket.take().at(-1);
  assert.equal(hello.event, "sockee:hello");
  assert.match(hello.values[0], /^[A-Za-z0-9_-]{21}$/);
  hello.ack(ok({ known }));
  return hello.values[0];
}

const tags = (calls) => calls.map(({ event, values }) => [event, ...values]);

/** How a promise ends, as [result] or as the error's code. */
const end = (promise) =>
  promise.then(
    (result) => [result],
    (error) => {
      assert.ok(error instanceof SockeeError && error instanceof Error, String(error.stack));
      return error.code;
    },
  );

const CASES = {
  async "calls by nested names, and gives the result"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    const result = sockee.server.users.online.yesterday(1, { a: [2] });
    const [call] = socket.take();
    assert.deepEqual(tags([call]), [["sockee:call", "1:1", "users.online.yesterday", 1, { a: [2] }]]);
    call.ack(ok(7));
    assert.equal(await result, 7);
    assert.equal(sockee.pending, 0);
  },

  async "a name is no promise and no text"() {
    const { sockee } = begin();
    assert.equal(sockee.server.app.then, undefined);
    assert.equal(await sockee.server, sockee.server);
    assert.equal(sockee.server.app.square, sockee.server.app.square);
  },

  async "a refusal is an error with what the server says of it"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    const call = sockee.server.board.add({});
    socket.take()[0].ack(refusal("must not be blank", { fields: { text: "must not be blank" }, retryAfter: 7 }));
    await assert.rejects(call, {
      name: "SockeeError",
      message: "must not be blank",
      code: "refused",
      fields: { text: "must not be blank" },
      retryAfter: 7,
    });
  },

  async "an answer by hand is what it is"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    const results = [sockee.call("one"), sockee.call("two"), sockee.call("none")];
    const calls = socket.take();
    calls[0].ack({ ok: "like an envelope" });
    calls[1].ack("a", 2);
    calls[2].ack();
    assert.deepEqual(await Promise.all(results), [{ ok: "like an envelope" }, ["a", 2], undefined]);
  },

  async "calls wait for the connection and leave in order, after the greeting"() {
    const { socket, sockee } = begin();
    sockee.server.a();
    sockee.server.b();
    socket.open();
    assert.deepEqual(
      socket.emitted.map(({ event }) => event),
      ["sockee:hello"],
    );
    socket.take()[0].ack(ok({ known: false }));
    assert.deepEqual(tags(socket.take()), [
      ["sockee:call", "1:1", "a"],
      ["sockee:call", "2:1", "b"],
    ]);
  },

  async "a call whose answer was lost is sent again where the server knows the client"() {
    const { socket, sockee } = begin();
    const key = greet(socket, false);
    const [a, b] = [sockee.server.a(), sockee.server.b()];
    const [first] = socket.take();
    socket.drop();
    const c = sockee.server.c();
    assert.equal(greet(socket, true), key);
    const again = socket.take();
    assert.deepEqual(tags(again), [
      ["sockee:call", "1:1", "a"],
      ["sockee:call", "2:1", "b"],
      ["sockee:call", "3:1", "c"],
    ]);
    again.forEach((call, i) => call.ack(ok(i)));
    first.ack(ok("late"));
    assert.deepEqual(await Promise.all([a, b, c]), [0, 1, 2]);
    sockee.server.d();
    assert.deepEqual(tags(socket.take()), [["sockee:call", "4:4", "d"]]);
  },

  async "where it does not, nobody knows whether what was sent has run; what was not is sent"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    const sent = end(sockee.server.a());
    socket.take();
    socket.drop();
    sockee.server.b();
    greet(socket, false);
    assert.equal(await sent, "unknown");
    assert.deepEqual(tags(socket.take()), [["sockee:call", "2:2", "b"]]);
  },

  async "the answer to a greeting on a connection that was lost counts for nothing"() {
    const { socket, sockee } = begin();
    sockee.server.a();
    socket.open();
    const [hello] = socket.take();
    socket.drop();
    hello.ack(ok({ known: false }));
    assert.deepEqual(socket.take(), []);
    assert.equal(sockee.connected, false);
  },

  async "so many are under way at once, from the oldest that is open"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    for (let i = 0; i < 150; i++) {
      sockee.server.a(i);
    }
    const calls = socket.take();
    assert.equal(calls.length, 100);
    calls[99].ack(ok(0));
    assert.equal(socket.take().length, 0, "the oldest is still open");
    calls[0].ack(ok(0));
    assert.deepEqual(tags(socket.take()), [["sockee:call", "101:2", "a", 100]]);
  },

  async "beyond the queue a call is refused at once"() {
    const { sockee } = begin({ queue: 2 });
    sockee.server.a();
    sockee.server.b();
    assert.equal(await end(sockee.server.c()), "full");
    assert.equal(sockee.pending, 2);
  },

  async "no answer in time"() {
    const { socket, sockee } = begin({ timeout: 5 });
    greet(socket, false);
    assert.equal(await end(sockee.server.a()), "timeout");
    assert.equal(await end(sockee.volatile.a()), "timeout");
    const [late] = socket.take();
    late.ack(ok(1));
    assert.equal(sockee.pending, 0);
  },

  async "time does not count without a connection"() {
    const { socket, sockee } = begin({ timeout: 40 });
    greet(socket, false);
    const call = end(sockee.server.a());
    socket.drop();
    assert.equal(await end(sockee.with({ maxWait: 80 }).b()), "late");
    greet(socket, true);
    const [again] = socket.take();
    again.ack(ok("in time"));
    assert.deepEqual(await call, ["in time"]);
  },

  async "a volatile call fails without a connection, and is not repeated"() {
    const { socket, sockee } = begin();
    assert.equal(await end(sockee.volatile.a()), "offline");
    greet(socket, false);
    const lost = end(sockee.volatile.a(1));
    assert.deepEqual(tags(socket.take()), [["a", 1]]);
    socket.drop();
    assert.equal(await lost, "unknown");
    greet(socket, true);
    assert.deepEqual(socket.take(), []);
  },

  async "events come to all who listen, and one that fails disturbs no other"() {
    const { socket, sockee } = begin();
    const heard = [];
    const reported = [];
    globalThis.reportError = (error) => reported.push(error.message);
    sockee.on("news", () => {
      throw new Error("of the page");
    });
    const off = sockee.on("news", (...values) => heard.push(values));
    sockee.once("news", () => heard.push("once"));
    socket.any("news", 1, 2);
    off();
    socket.any("news", 3);
    delete globalThis.reportError;
    assert.deepEqual(heard, [[1, 2], "once"]);
    assert.deepEqual(reported, ["of the page", "of the page"]);
  },

  async "a stream is read item by item, to its end"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    const asked = sockee.server.ticker.prices();
    socket.take()[0].ack(streaming(3));
    socket.any("sockee:stream", { id: 3, item: "a" });
    socket.any("sockee:stream", { id: 4, item: "of another" });
    socket.any("sockee:stream", { id: 3, item: "b" });
    const seen = [];
    const reading = (async () => {
      for await (const item of await asked) {
        seen.push(item);
      }
    })();
    await asked;
    socket.any("sockee:stream", { id: 3, item: "c" });
    socket.any("sockee:stream", { id: 3, end: true });
    await reading;
    assert.deepEqual(seen, ["a", "b", "c"]);
    assert.deepEqual(socket.take(), []);
  },

  async "a stream is cancelled by who leaves the loop, and ends with what went wrong"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    const asked = [sockee.server.one(), sockee.server.two(), sockee.server.three()];
    socket.take().forEach((call, i) => call.ack(streaming(i)));
    const [one, two, three] = await Promise.all(asked);
    socket.any("sockee:stream", { id: 0, item: 1 });
    for await (const item of one) {
      assert.equal(item, 1);
      break;
    }
    assert.deepEqual(
      socket.take().map(({ event, ack }) => [event, ack]),
      [["sockee:cancel", 0]],
    );
    const waiting = end(two.next());
    socket.any("sockee:stream", { id: 1, error: refusal("No more.") });
    assert.equal(await waiting, "refused");
    assert.deepEqual(await two.next(), { value: undefined, done: true });
    socket.drop();
    assert.equal(await end(three.next()), "lost");
  },

  async "who is present in a room is told as a whole"() {
    const { socket, sockee } = begin();
    const told = [];
    sockee.on("sockee:presence", (room, here) => told.push([room, here.map(({ key, meta }) => key + meta)]));
    socket.any("sockee:presence", { room: "desk", state: { 7: [{ ref: "x", meta: "a" }] } });
    socket.any("sockee:presence", {
      room: "desk",
      left: { 7: [{ ref: "x", meta: "a" }] },
      joined: { 7: [{ ref: "y", meta: "b" }], 8: [{ ref: "z", meta: "c" }] },
    });
    assert.deepEqual(told, [
      ["desk", ["7a"]],
      ["desk", ["7b", "8c"]],
    ]);
    assert.equal(sockee.here("desk").length, 2);
    assert.deepEqual(sockee.here("nowhere"), []);
    socket.any("sockee:presence", { room: "desk", state: {}, over: true }); // watched no more
    assert.deepEqual(told.at(-1), ["desk", []]);
    assert.deepEqual(sockee.here("desk"), []);
  },

  async "the session's token goes along when the client connects again"() {
    const kept = new Map();
    const session = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) };
    const { socket } = begin({ session });
    const sent = () => new Promise((resolve) => socket.auth(resolve));
    assert.deepEqual(await sent(), {});
    socket.any("sockee:session", { token: "abc" });
    assert.deepEqual(await sent(), { session: "abc" });
    const again = begin({ session }).socket;
    assert.deepEqual(await new Promise((resolve) => again.auth(resolve)), { session: "abc" });
  },

  async "tells of the connection"() {
    const { socket, sockee } = begin();
    const told = [];
    sockee.on("sockee:status", (connected) => told.push(connected));
    sockee.on("disconnect", (reason) => told.push(reason));
    const ready = sockee.ready();
    greet(socket, false);
    await ready;
    await sockee.ready();
    socket.drop("ping timeout");
    assert.deepEqual(told, [true, false, "ping timeout"]);
  },

  async "a server that refuses may say when to come back"() {
    const { socket, sockee } = begin();
    const told = [];
    sockee.on("connect_error", (error) => told.push(error.message));
    socket.active = false;
    const error = Object.assign(new Error("Busy."), { data: { retryAfter: 0.001 } });
    socket.listeners.connect_error(error);
    assert.deepEqual(told, ["Busy."]);
    while (socket.connects === 0) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  },

  async "what is no Sockee server is told"() {
    const { socket, sockee } = begin();
    const told = [];
    sockee.on("connect_error", (error) => told.push(error.message));
    socket.open();
    socket.take()[0].ack("what?");
    assert.deepEqual(told, ["This is no Sockee server."]);
  },

  async "a result that looks like a stream is a result"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    const call = sockee.server.a();
    socket.take()[0].ack(ok({ stream: 7 }));
    assert.deepEqual(await call, { stream: 7 });
  },

  async "a stream that comes too late is cancelled; a number is that of one stream"() {
    const { socket, sockee } = begin({ timeout: 5 });
    greet(socket, false);
    assert.equal(await end(sockee.server.a()), "timeout");
    socket.take()[0].ack(streaming(1));
    assert.deepEqual(
      socket.take().map(({ event, ack }) => [event, ack]),
      [["sockee:cancel", 1]],
    );
    const first = end(sockee.with({ timeout: undefined }).a());
    const second = end(sockee.server.b());
    socket.take().forEach((call) => call.ack(streaming(2)));
    assert.equal(typeof (await first)[0].next, "function");
    assert.equal(await second, "lost");
  },

  async "a stream of a connection that was lost is none of the next"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    const call = end(sockee.server.a());
    const [first] = socket.take();
    socket.drop();
    greet(socket, true);
    const [again] = socket.take();
    first.ack(streaming(1));
    assert.deepEqual(socket.take(), []);
    again.ack(ok("again"));
    assert.deepEqual(await call, ["again"]);
  },

  async "a call that has run, and whose answer was not kept, is no refusal"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    const call = end(sockee.server.a());
    socket.take()[0].ack(refusal("The call has run, but its answer was not kept.", { ran: true }));
    assert.equal(await call, "unknown");
  },

  async "a call that was sent does not wait for ever for a connection"() {
    const { socket, sockee } = begin({ timeout: 5, maxAway: 5 });
    greet(socket, false);
    const call = end(sockee.server.a());
    socket.drop();
    assert.equal(await call, "unknown");
  },

  async "when none is tried any more, calls fail, until it is"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    const sent = end(sockee.server.a());
    socket.drop();
    const [waiting, ready] = [end(sockee.server.b()), end(sockee.ready())];
    socket.active = false;
    socket.listeners.connect_error(new Error("No."));
    assert.deepEqual(await Promise.all([sent, waiting, ready]), ["unknown", "offline", "offline"]);
    assert.equal(await end(sockee.server.c()), "offline");
    assert.equal(await end(sockee.ready()), "offline");
    sockee.reconnect();
    assert.equal(socket.connects, 1);
    const later = sockee.server.d();
    greet(socket, true);
    socket.take()[0].ack(ok(4));
    assert.equal(await later, 4);
  },

  async "so they do when the server has ended the connection"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    const calls = [end(sockee.server.a())];
    socket.active = false;
    socket.drop("io server disconnect");
    assert.deepEqual(await Promise.all(calls), ["unknown"]);
    assert.equal(await end(sockee.server.b()), "offline");
  },

  async "and when socket.io-client may not try again, or has tried enough"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    socket.io = { reconnection: () => false };
    const sent = end(sockee.server.a());
    socket.drop();
    assert.equal(await sent, "unknown");
    const other = new FakeSocket();
    other.io = { on: (event, listener) => (other.listeners[event] = listener) };
    const waiting = end(connect({ socket: other }).server.a());
    other.listeners.reconnect_failed();
    assert.equal(await waiting, "offline");
  },

  async "what could not be loaded is tried again"() {
    const socket = new FakeSocket();
    const told = [];
    const io = () => {
      if (told.length === 0) {
        throw new Error("not loaded");
      }
      return socket;
    };
    const sockee = connect({ io });
    sockee.on("connect_error", (error) => told.push(error.message));
    const call = sockee.server.a();
    while (!socket.listeners.connect) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    assert.deepEqual(told, ["not loaded"]);
    greet(socket, false);
    socket.take()[0].ack(ok(1));
    assert.equal(await call, 1);
  },

  async "close rejects who waits for a connection, and tells that there is none"() {
    const { socket, sockee } = begin();
    const told = [];
    sockee.on("sockee:status", (connected) => told.push(connected));
    const waiting = end(sockee.ready());
    sockee.close();
    assert.equal(await waiting, "closed");
    assert.equal(await end(sockee.ready()), "closed");
    const other = begin();
    other.sockee.on("sockee:status", (connected) => told.push(connected));
    greet(other.socket, false);
    other.sockee.close();
    assert.deepEqual(told, [true, false]);
  },

  async "options that are undefined are not said, and times have no end"() {
    const { socket, sockee } = begin({ timeout: undefined, queue: undefined, maxWait: undefined });
    greet(socket, false);
    const calls = [sockee.server.a(), sockee.with({ timeout: Infinity }).b(), sockee.with({ timeout: 2 ** 40 }).c()];
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.take().forEach((call, i) => call.ack(ok(i)));
    assert.deepEqual(await Promise.all(calls), [0, 1, 2]);
  },

  async "socket.io-client repeats nothing by itself"() {
    let given;
    const io = (url, options) => {
      given = options;
      return new FakeSocket();
    };
    connect({ io, url: "http://a.example/", socketOptions: { retries: 3, ackTimeout: 5, transports: ["websocket"] } });
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(
      [given.retries, given.ackTimeout, given.transports],
      [0, undefined, ["websocket"]],
    );
  },

  async "a name in a text or in JSON calls nothing"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    assert.equal(`${sockee.server.app}`, "sockee.server.app");
    assert.equal(JSON.stringify({ app: sockee.server.app }), "{}");
    assert.equal(sockee.server + "", "sockee.server");
    assert.deepEqual(socket.take(), []);
  },

  async "volatile calls are bounded, and not given to a transport that is stuck"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    const calls = Array.from({ length: 101 }, () => sockee.volatile.a());
    assert.equal(await end(calls.pop()), "full");
    socket.take().forEach((call) => call.ack(ok(1)));
    await Promise.all(calls);
    socket.io = { engine: { transport: { writable: false }, writeBuffer: Array(11) } };
    assert.equal(await end(sockee.volatile.a()), "offline");
  },

  async "a token is kept for its server"() {
    const kept = new Map();
    const session = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) };
    const { socket } = begin({ session, url: "https://one.example/", path: "/app/socket.io" });
    socket.any("sockee:session", { token: "abc" });
    assert.deepEqual([...kept.keys()], ["sockee-session https://one.example/app/socket.io"]);
    const other = begin({ session, url: "https://two.example" }).socket;
    assert.deepEqual(await new Promise((resolve) => other.auth(resolve)), {});
  },

  async "events of the application are not those of the connection"() {
    const { socket, sockee } = begin();
    const told = [];
    sockee.on("sockee:status", (...values) => told.push(values));
    sockee.on("sockee:presence", (...values) => told.push(values));
    sockee.on("status", (...values) => told.push(values));
    socket.any("status", "application's");
    socket.any("sockee:status", "forged");
    assert.deepEqual(told, [["application's"]]);
  },

  async "off ends what once has begun"() {
    const { socket, sockee } = begin();
    const heard = [];
    const listener = (value) => heard.push(value);
    sockee.once("news", listener);
    sockee.off("news", listener);
    sockee.once("other", listener);
    socket.any("news", 1);
    socket.any("other", 2);
    socket.any("other", 3);
    assert.deepEqual(heard, [2]);
  },

  async "who was present on a connection that was lost is not here"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    socket.any("sockee:presence", { room: "desk", state: { 7: [{ ref: "x", meta: "a" }] } });
    assert.equal(sockee.here("desk").length, 1);
    socket.drop();
    assert.deepEqual(sockee.here("desk"), []);
  },

  async "a client that calls nothing says that it has all answers"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    const calls = [sockee.server.a(), sockee.server.b()];
    socket.take().forEach((call) => call.ack(ok(1)));
    await Promise.all(calls);
    while (socket.emitted.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.deepEqual(
      socket.take().map(({ event, ack }) => [event, ack]),
      [["sockee:settled", 3]],
    );
  },

  async "after close nothing is open"() {
    const { socket, sockee } = begin();
    greet(socket, false);
    const calls = [sockee.server.a(), sockee.volatile.b()].map(end);
    sockee.close();
    assert.deepEqual(await Promise.all(calls), ["closed", "closed"]);
    assert.equal(await end(sockee.server.c()), "closed");
    assert.equal(socket.connected, false);
  },
};

const failed = [];
for (const [name, run] of Object.entries(CASES)) {
  try {
    await run();
  } catch (error) {
    failed.push(name + ": " + error.stack);
  }
}
// Calls that no case has answered would keep their timers.
process.on("exit", () => console.log(JSON.stringify({ cases: Object.keys(CASES).length, failed })));
process.exit();
