"use strict";

// Stock clients of all kinds for OptionsIT: with text and MessagePack, of Socket.IO 4 and 2, at several paths; prints what they saw as one
// line of JSON.
//
//   node options.js <url> <polling|websocket|upgrade>

const { io } = require("socket.io-client");
const oldIo = require("socket.io-client-2");
const parser = require("socket.io-msgpack-parser");

const [url, transport] = process.argv.slice(2);

setTimeout(() => {
  console.log(JSON.stringify({ problem: "nothing came for a minute" }));
  process.exit(1);
}, 60_000).unref();

const transports = transport === "upgrade" ? ["polling", "websocket"] : [transport];

function open(make, namespace, options) {
  return make(new URL(namespace, url).href, {
    transports,
    upgrade: transport === "upgrade",
    forceNew: true,
    reconnection: false,
    ...options,
  });
}

/** Resolves with the arguments of the next event. */
function next(emitter, event) {
  return new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));
}

function answer(socket, ...args) {
  return new Promise((resolve) => socket.emit(...args, (...answers) => resolve(answers)));
}

/** Values as text: bytes are told from all else; offsets, which end what recovery marks, are left out. */
function told(args) {
  const last = args[args.length - 1];
  const own = typeof last === "string" && args.length > 1 ? args.slice(0, -1) : args;
  return JSON.stringify(own, (key, value) => {
    if (value && value.type === "Buffer") return "<" + Buffer.from(value.data).toString("hex") + ">";
    return value;
  });
}

async function main() {
  const seen = { shared: {}, big: {} };
  const clients = {
    text: open(io, "/options", {}),
    packed: open(io, "/options", { parser }),
    only: open(io, "/options", { parser, path: "/packed" }),
    old: open(oldIo, "/options", { path: "/legacy" }),
  };
  await Promise.all(Object.values(clients).map((socket) => next(socket, "connect")));
  const values = [
    { text: "\u00e4\u20ac\u{1f600}", half: 1.5, large: 2 ** 40, minus: -70_000, none: undefined, nil: null, list: [true, [], {}] },
    Buffer.from([1, 2, 3]),
    { deep: [{ bytes: Buffer.from([4]) }] },
    [undefined, 0],
  ];
  for (const from of Object.keys(clients)) {
    const all = Object.entries(clients).map(async ([name, socket]) => [name, told(await next(socket, "shared"))]);
    clients[from].emit("share", ...values);
    seen.shared[from] = Object.fromEntries(await Promise.all(all));
  }

  const packed = clients.packed;
  seen.back = told(await answer(packed, "back", values[0], values[1]));
  packed.on("question", (number, bytes, reply) => reply(number * bytes[0], Buffer.from([1, 2])));
  seen.asked = (await answer(packed, "ask-me"))[0].res;
  const text = "x".repeat(100_000);
  for (const name of ["text", "packed"]) {
    const bytes = Buffer.alloc(100_000, 5);
    const [echo] = await answer(clients[name], "back", { text, bytes });
    seen.big[name] = echo.text === text && Buffer.compare(echo.bytes, bytes) === 0;
  }

  const nowhere = open(io, "/nowhere", { parser });
  seen.nowhere = (await next(nowhere, "connect_error"))[0].message;
  nowhere.disconnect();
  const nobody = open(io, "/options", { parser, auth: { name: "nobody" } });
  const [refused] = await next(nobody, "connect_error");
  seen.nobody = { message: refused.message, data: refused.data };
  nobody.disconnect();
  const stranger = open(io, "/options", { path: "/packed" }); // text, where that is not spoken
  seen.stranger = await Promise.race([
    next(stranger, "connect").then(() => "connected"),
    next(stranger.io, "close").then(() => "closed"),
  ]);

  const bye = next(packed, "bye");
  const gone = next(packed, "disconnect");
  packed.emit("leave-me");
  await bye;
  seen.left = (await gone)[0];
  packed.connect();
  await next(packed, "connect");
  const ended = next(clients.only, "disconnect");
  clients.only.disconnect();
  seen.ended = (await ended)[0];
  Object.values(clients).forEach((socket) => socket.disconnect());
  return seen;
}

main().then(
  (result) => {
    console.log(JSON.stringify(result));
    process.exit(0);
  },
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
