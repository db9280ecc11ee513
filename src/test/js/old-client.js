"use strict";

// Drives real clients of Socket.IO 2 for OldJavaScriptClientSuite and prints what they saw as one line of JSON.
//
//   node old-client.js <url> conversation <transport>
//   node old-client.js <url> echo <transport> <clients> <messages>
//
// transport is polling, websocket or upgrade.

const io = require("socket.io-client-2");
const { io: ioToday } = require("socket.io-client");

const [url, scenario, transport, clients, messages] = process.argv.slice(2);
const QUIET_MS = 30_000;

function options(extra) {
  const transports = transport === "upgrade" ? ["polling", "websocket"] : [transport];
  return {
    path: "/socket.io-v3",
    transports,
    upgrade: transport === "upgrade",
    forceNew: true,
    reconnectionDelay: 1,
    ...extra,
  };
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
  return new Promise((resolve) =>
    emitter.once(event, (...args) => {
      progress();
      resolve(args);
    }),
  );
}

/** Resolves with the arguments of the answer. */
function answer(socket, ...args) {
  return new Promise((resolve) =>
    socket.emit(...args, (...answered) => {
      progress();
      resolve(answered);
    }),
  );
}

/** Resolves once the client has moved to the transport it is meant to end on. */
async function settled(socket) {
  const engine = socket.io.engine;
  if (transport === "upgrade" && engine.transport.name !== "websocket") {
    await next(engine, "upgrade");
  }
  return engine.transport.name;
}

function hex(bytes) {
  return Buffer.from(bytes).toString("hex");
}

/** One client that does once whatever the handlers of the server allow. */
async function conversation() {
  const seen = {};
  const socket = io(url, options());
  const auth = next(socket, "auth");
  await next(socket, "connect");
  seen.auth = (await auth)[0];

  let back = next(socket, "message-back");
  socket.emit("message", Buffer.from([1, 2, 3]), "early");
  seen.earlyBinary = hex((await back)[0]);
  seen.transport = await settled(socket);
  seen.idIsTheEnginesSid = socket.id === socket.io.engine.id;

  back = next(socket, "message-back");
  socket.emit("message", 1, "2", { 3: [true] }, "\u20ac\u{1f600}");
  seen.echo = await back;

  back = next(socket, "message-back");
  socket.emit("message", Buffer.from([1, 2, 3]), { nested: [Buffer.from([255])] });
  const [first, second] = await back;
  seen.binary = [hex(first), hex(second.nested[0])];

  seen.ack = (await answer(socket, "message-with-ack", "only argument"))[0];
  seen.binaryAck = hex((await answer(socket, "message-with-ack", Buffer.from([4, 5])))[0]);

  // all namespaces share one connection; socket() connects by itself
  const custom = socket.io.socket("/custom", { query: { token: "4 5&6" } });
  seen.customAuth = (await next(custom, "auth"))[0];
  seen.customId = custom.id === "/custom#" + socket.io.engine.id;
  back = next(custom, "message-back");
  custom.emit("message", "to custom");
  seen.customEcho = await back;

  const random = socket.io.socket("/random");
  seen.unknown = (await next(random, "error"))[0];

  const left = next(custom, "disconnect");
  custom.disconnect();
  seen.left = (await left)[0];

  await controllers(socket, seen);

  back = next(socket, "message-back");
  socket.emit("message", "still here");
  seen.afterwards = await back;

  const before = socket.id;
  const gone = next(socket, "disconnect");
  const again = next(socket, "connect");
  socket.io.engine.close();
  seen.gone = (await gone)[0];
  await again;
  seen.otherId = socket.id !== before && socket.id === socket.io.engine.id;
  back = next(socket, "message-back");
  socket.emit("message", "back again");
  seen.again = await back;
  socket.disconnect();
  return seen;
}

/** What controllers do: rooms that clients of today are in, too, refusals, answers, questions, and goodbyes. */
async function controllers(socket, seen) {
  const refused = socket.io.socket("/test", { query: { name: "nobody" } });
  seen.refused = (await next(refused, "error"))[0];
  delete socket.io.nsps["/test"];

  const test = socket.io.socket("/test", { query: { name: "Ada" } });
  seen.welcome = (await next(test, "welcome"))[0];
  const today = ioToday(new URL("/test", url).href, options({ auth: { name: "Bob" } }));
  await next(today, "welcome");
  await Promise.all([answer(test, "join", "red"), answer(today, "join", "red")]);

  let told = next(today, "told");
  test.emit("tell", "room", "to today");
  seen.toldToday = (await told)[0];
  told = next(test, "told");
  today.emit("tell", "room", "to old");
  seen.toldOld = (await told)[0];
  told = next(test, "told");
  today.emit("tell", test.id, "to one");
  seen.toldById = (await told)[0];
  today.disconnect();

  seen.item = (await answer(test, "item", { name: "n", count: 1, files: [Buffer.from([7])] }))[0];
  seen.item.res.files = seen.item.res.files.map(hex);
  seen.notYou = (await answer(test, "refused"))[0];
  test.on("question", (a, b, callback) => callback(a * b));
  seen.asked = (await answer(test, "ask-me"))[0].res;

  const bye = next(test, "bye");
  const left = next(test, "disconnect");
  test.emit("leave-me");
  await bye;
  seen.sentAway = (await left)[0];
}

/** Sends numbered messages from the moment of connection, so that an upgrade falls into the midst of them. */
async function echo(total) {
  const socket = io(url, options({ reconnection: false }));
  const answers = [];
  const problems = [];
  const done = new Promise((resolve) => {
    socket.on("message-back", (number, bytes) => {
      progress();
      answers.push(bytes && bytes[0] === number % 256 ? number : -1);
      if (answers.length === total) {
        resolve();
      }
    });
    for (const event of ["connect_error", "error", "disconnect"]) {
      socket.on(event, (why) => problems.push(String(why)) && resolve());
    }
  });
  socket.on("connect", async () => {
    for (let number = 0; number < total && socket.connected; number++) {
      socket.emit("message", number, Buffer.from([number % 256]));
      if (number % 5 === 4) {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
  });
  await done;
  const endedOn = problems.length > 0 ? "" : await settled(socket);
  socket.off("disconnect");
  socket.disconnect();
  return { problems, answers: answers.length, ordered: answers.every((number, index) => number === index), endedOn };
}

async function echoes() {
  const runs = await Promise.all(Array.from({ length: Number(clients) }, () => echo(Number(messages))));
  return {
    clients: runs.length,
    answers: runs.reduce((sum, run) => sum + run.answers, 0),
    unordered: runs.filter((run) => !run.ordered).length,
    endedOn: [...new Set(runs.map((run) => run.endedOn))],
    problems: [...new Set(runs.flatMap((run) => run.problems))],
  };
}

progress();
(scenario === "conversation" ? conversation() : echoes()).then(
  (result) => {
    console.log(JSON.stringify(result));
    process.exit(0);
  },
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
