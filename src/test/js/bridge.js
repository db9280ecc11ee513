"use strict";

// What clients see that come over the bridge, beside others; prints it as one line of JSON.
//
//   node bridge.js <url> room <clients of a kind> <messages of a sender>
//   node bridge.js <url> troubles <transport>

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const { io } = require("socket.io-client");
const bridge = require("./sockjs.js");

const [url, scenario, clients, messages] = process.argv.slice(2);
const QUIET_MS = 30_000;

let quiet;

/** Something has come: how long it all takes is the machine's affair, as long as it goes on. */
function progress() {
  clearTimeout(quiet);
  quiet = setTimeout(() => {
    console.log(JSON.stringify({ problems: ["nothing came for " + QUIET_MS + " ms"] }));
    process.exit(1);
  }, QUIET_MS);
  quiet.unref();
}

/** Resolves with the arguments of the next event, however many there are. */
function next(emitter, event) {
  return new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));
}

/** Clients of all kinds in one room, some of each send all at once: who hears what, and in what order. */
async function room() {
  const kinds = [
    { transports: ["websocket"] },
    { transports: ["polling"] },
    await bridge(url, "websocket"),
    await bridge(url, "xhr-streaming"),
    await bridge(url, "xhr-polling"),
  ];
  const all = kinds.flatMap((kind) =>
    Array.from({ length: Number(clients) }, () => io(url + "load", { ...kind, forceNew: true, reconnection: false })),
  );
  const problems = [];
  const heard = all.map((socket) => {
    const numbers = new Map();
    const seen = { messages: 0, unordered: 0 };
    seen.all = new Promise((resolve) => {
      socket.on("message", ({ sender, number }) => {
        progress();
        seen.unordered += number === (numbers.get(sender) || 0) ? 0 : 1;
        numbers.set(sender, number + 1);
        if (++seen.messages === kinds.length * messages) resolve();
      });
      socket.on("connect_error", (error) => problems.push(error.message) && resolve());
      socket.on("disconnect", (reason) => problems.push(reason) && resolve());
    });
    return seen;
  });
  await Promise.all(
    all.map(async (socket) => {
      socket.emit("join", "both");
      await socket.emitWithAck("echoack", 1);
    }),
  );
  for (let number = 0; number < messages; number++) {
    for (let sender = 0; sender < kinds.length; sender++) {
      all[sender * clients].emit("toroom", "both", { sender, number, text: "\u20ac\u2028" });
    }
    if (number % 10 === 9) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
  await Promise.all(heard.map((seen) => seen.all));
  all.forEach((socket) => socket.off("disconnect").disconnect());
  return {
    problems: [...new Set(problems)],
    clients: all.length,
    messages: heard.reduce((sum, seen) => sum + seen.messages, 0),
    unordered: heard.reduce((sum, seen) => sum + seen.unordered, 0),
  };
}

/** The transport as it is served for modules. */
async function asModule() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sockee-"));
  try {
    fs.writeFileSync(path.join(folder, "package.json"), '{"type":"module"}');
    for (const name of ["sockee-sockjs-transport.js", "sockee-sockjs-transport.esm.js"]) {
      const served = await fetch(new URL("/socket.io/" + name, url));
      fs.writeFileSync(path.join(folder, name), await served.text());
    }
    const module = await import(pathToFileURL(path.join(folder, "sockee-sockjs-transport.esm.js")));
    return [module.SockJsTransport.prototype.name, module.default === module.SockJsTransport];
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** A bridge that is not there, a connection that breaks off, an acknowledgement for the server, bytes of each kind. */
async function troubles() {
  const options = { ...(await bridge(url, clients)), forceNew: true };
  const seen = { module: await asModule() };
  const nowhere = io(url, { ...options, path: "/nowhere", reconnection: false });
  const [refused] = await next(nowhere, "connect_error");
  seen.nowhere = [refused.type, refused.description];

  const without = { ...options.transportOptions.sockjs, SockJS: undefined };
  const unable = io(url, { ...options, transportOptions: { sockjs: without }, reconnection: false });
  seen.withoutSockJs = (await next(unable, "connect_error"))[0].message;

  const socket = io(url, { ...options, query: { a: "1 & 2" }, reconnectionDelay: 1, reconnectionDelayMax: 1 });
  await next(socket, "connect");
  const first = socket.id;
  seen.id = socket.io.engine.transport.sock._generateSessionId().length;
  socket.io.engine.transport.sock.close();
  seen.broken = (await next(socket, "disconnect"))[0];
  socket.emit("message", "kept until it is back");
  await next(socket, "connect");
  seen.another = socket.id !== first;
  seen.kept = await next(socket, "message-back");

  const bytes = new Uint8Array([0, 1, 254, 255]);
  const sent = [bytes, bytes.buffer, new DataView(bytes.buffer, 1, 2), Buffer.from(bytes), new Blob([bytes])];
  seen.bytes = [];
  for (const value of sent) {
    const [back] = await socket.emitWithAck("message-with-ack", value).then((answer) => [answer]);
    seen.bytes.push(Buffer.from(back).toString("hex"));
  }
  const large = Buffer.alloc(100_000, 7);
  seen.large = Buffer.compare(Buffer.from(await socket.emitWithAck("message-with-ack", large)), large) === 0;
  const burst = Array.from({ length: 20 }, (_, i) => "x".repeat(100_000) + i); // more than one request may bring
  const back = await Promise.all(burst.map((text) => socket.emitWithAck("message-with-ack", text)));
  seen.burst = back.every((text, i) => text === burst[i]);
  const order = [];
  socket.on("message-back", (number) => order.push(number));
  socket.emit("message", 1, new Blob([bytes])); // which takes a moment to be read
  socket.emit("message", 2);
  await socket.emitWithAck("message-with-ack", 3);
  seen.order = order;
  socket.disconnect();
  return seen;
}

progress();

(scenario === "room" ? room() : troubles()).then(
  (result) => {
    console.log(JSON.stringify(result));
    process.exit(0);
  },
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
