"use strict";

// Drives real socket.io-client instances for JavaScriptClientSuite and prints what they saw as one line of JSON.
//
//   node clients.js <url> conversation <transport> [slashless]
//   node clients.js <url> echo <transport> <clients> <messages>
//
// transport is polling, websocket or upgrade; or one of SockJS's behind "sockjs:", by way of the bridge.

const { io } = require("socket.io-client");

const [url, scenario, transport, clients, messages] = process.argv.slice(2);
const QUIET_MS = 30_000;
const slash = clients === "slashless" ? { addTrailingSlash: false } : {};

let bridge; // the options of clients that come over it

function options(extra) {
  if (bridge) {
    return { ...bridge, forceNew: true, reconnection: false, ...extra };
  }
  const transports = transport === "upgrade" ? ["polling", "websocket"] : [transport];
  return { transports, upgrade: transport === "upgrade", forceNew: true, reconnection: false, ...slash, ...extra };
}

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

/** Resolves once the client has moved to the transport it is meant to end on. */
async function settled(socket) {
  const engine = socket.io.engine;
  if (transport === "upgrade" && engine.transport.name !== "websocket") {
    await next(engine, "upgrade");
  }
  return engine.transport.name;
}

/** One client that does once whatever the handlers of the server allow. */
async function conversation() {
  const socket = io(url, options({ auth: { token: "123" } }));
  const seen = {};
  const auth = next(socket, "auth");
  await next(socket, "connect");
  seen.auth = (await auth)[0];
  seen.transport = await settled(socket);
  seen.idIsTheEnginesSid = socket.id === socket.io.engine.id;

  let back = next(socket, "message-back");
  socket.emit("message", 1, "2", { 3: [true] }, "\u20ac\u{1f600}");
  seen.echo = await back;

  back = next(socket, "message-back");
  socket.emit("message", Buffer.from([1, 2, 3]), { nested: [Buffer.from([255])] });
  const [first, second] = await back;
  seen.binary = [Buffer.from(first).toString("hex"), Buffer.from(second.nested[0]).toString("hex")];

  seen.ack = await socket.timeout(5000).emitWithAck("message-with-ack", "only argument");
  seen.binaryAck = Buffer.from(await socket.emitWithAck("message-with-ack", Buffer.from([4, 5]))).toString("hex");

  // all namespaces share one connection; socket() connects by itself
  const custom = socket.io.socket("/custom", { auth: { token: "456" } });
  const customAuth = next(custom, "auth");
  seen.customAuth = (await customAuth)[0];
  back = next(custom, "message-back");
  custom.emit("message", "to custom");
  seen.customEcho = await back;

  const random = socket.io.socket("/random");
  const refused = next(random, "connect_error");
  seen.connectError = (await refused)[0].message;

  const left = next(custom, "disconnect");
  custom.disconnect();
  seen.disconnect = (await left)[0];
  back = next(socket, "message-back");
  socket.emit("message", "still here");
  seen.afterwards = await back;
  socket.disconnect();
  return seen;
}

/** Sends numbered messages from the moment of connection, so that an upgrade falls into the midst of them. */
async function echo(total) {
  const socket = io(url, options());
  const answers = [];
  const problems = [];
  const done = new Promise((resolve) => {
    socket.on("message-back", (number) => {
      progress();
      answers.push(number);
      if (answers.length === total) {
        resolve();
      }
    });
    socket.on("connect_error", (error) => problems.push(error.message) && resolve());
    socket.on("disconnect", (reason) => problems.push(reason) && resolve());
  });
  socket.on("connect", async () => {
    for (let number = 0; number < total && socket.connected; number++) {
      socket.emit("message", number);
      if (number % 5 === 4) {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
  });
  await done;
  if (problems.length > 0) {
    return { problems, answers: answers.length, ordered: false };
  }
  const endedOn = await settled(socket);
  // what comes now is one too many
  const answered = answers.length;
  const last = next(socket, "message-back");
  socket.emit("message", "last");
  const [mark] = await last;
  socket.off("disconnect");
  socket.disconnect();
  const ordered = answers.slice(0, answered).every((number, index) => number === index) && mark === "last";
  return { problems, answers: answered, ordered, endedOn };
}

async function echoes() {
  const runs = await Promise.all(Array.from({ length: Number(clients) }, () => echo(Number(messages))));
  return {
    clients: runs.length,
    answers: runs.reduce((sum, run) => sum + run.answers, 0),
    unordered: runs.filter((run) => !run.ordered).length,
    onExpectedTransport: runs.filter((run) => run.endedOn === (bridge ? "sockjs" : transport === "upgrade" ? "websocket" : transport))
      .length,
    problems: [...new Set(runs.flatMap((run) => run.problems))],
  };
}

progress();

async function main() {
  if (transport.startsWith("sockjs:")) {
    bridge = await require("./sockjs.js")(url, transport.slice("sockjs:".length));
  }
  return scenario === "conversation" ? conversation() : echoes();
}

main().then(
  (result) => console.log(JSON.stringify(result)),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
