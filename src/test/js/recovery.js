"use strict";

// Drives stock clients that lose their connections and come back, for RecoveryIT, and prints what they saw as one line of JSON.
//
//   node recovery.js <url> <polling|websocket|upgrade>

const { io } = require("socket.io-client");

const [url, transport] = process.argv.slice(2);

setTimeout(() => {
  console.log(JSON.stringify({ problem: "nothing came for a minute" }));
  process.exit(1);
}, 60_000).unref();

function open(name) {
  const transports = transport === "upgrade" ? ["polling", "websocket"] : [transport];
  return io(new URL("/test", url).href, {
    transports,
    upgrade: transport === "upgrade",
    forceNew: true,
    reconnection: false, // each connection begins when the script says so
    auth: { name },
  });
}

/** Resolves with the arguments of the next event. */
function next(emitter, event) {
  return new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));
}

function answer(socket, ...args) {
  return new Promise((resolve) => socket.emit(...args, resolve));
}

async function settled(socket) {
  const engine = socket.io.engine;
  if (transport === "upgrade" && engine.transport.name !== "websocket") {
    await next(engine, "upgrade");
  }
}

async function connected(socket) {
  await next(socket, "connect");
  await settled(socket);
}

async function main() {
  const seen = { recovered: [], heard: [], sameIds: true };
  const teller = open("Bob");
  await connected(teller);
  const client = open("Ada");
  client.on("told", (text) => seen.heard.push(text));
  await connected(client);
  seen.first = client.recovered;
  const id = client.id;
  await answer(client, "join", "red");

  let number = 0;
  for (let round = 0; round < 3; round++) {
    const last = next(client, "told");
    await answer(teller, "tell", "room", "live " + number++);
    await last;
    const gone = next(client, "disconnect");
    client.io.engine.close();
    await gone;
    for (let i = 0; i < 3; i++) {
      await answer(teller, "tell", "room", "missed " + number++);
    }
    await answer(teller, "tell", "blue", "not for us");
    const back = connected(client);
    client.connect();
    await back;
    seen.recovered.push(client.recovered);
    seen.sameIds = seen.sameIds && client.id === id;
    await answer(client, "nothing"); // whatever else was sent has come before this
  }
  let last = next(client, "told");
  await answer(teller, "tell", id, "by id");
  await last;
  seen.rooms = (await answer(client, "join", "green")).res;

  client.disconnect();
  const back = connected(client);
  client.connect();
  await back;
  seen.afterLeaving = client.recovered;
  seen.otherId = client.id !== id;
  client.disconnect();
  teller.disconnect();
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
