"use strict";

// An admin, and clients of every kind that it is told of and does things to; prints what was seen as one line of JSON.
//
//   node admin.js <url> <name> <password> <a word that makes names unique>

const { io } = require("socket.io-client");
const ioOfBefore = require("socket.io-client-2");
const bridge = require("./sockjs.js");

const [url, username, password, mark] = process.argv.slice(2);
const red = "red-" + mark;
const blue = "blue-" + mark;

setTimeout(() => {
  console.log(JSON.stringify({ problem: "it has not come to an end", ...seen }));
  process.exit(1);
}, 90_000).unref();

const seen = {};

function next(emitter, event) {
  return new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));
}

/** An admin that keeps what it is told, so that what has come already can be waited for, too. */
function admin(auth, more = {}) {
  const socket = io(more.url ?? url + "admin", {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth,
    ...more,
  });
  const told = [];
  let check = () => {};
  socket.onAny((event, ...args) => {
    told.push([event, ...args]);
    check();
  });
  const until = (event, wanted = () => true) =>
    new Promise((resolve) => {
      check = () => {
        const found = told.find(([name, ...args]) => name === event && wanted(...args));
        if (found) resolve(found.slice(1));
      };
      check();
    });
  return { socket, told, until };
}

async function refusal(auth, more) {
  const { socket } = admin(auth, more);
  const [error] = await next(socket, "connect_error");
  socket.disconnect();
  return error.message;
}

async function client(name, how) {
  const socket = io(url + "sets", {
    ...how,
    auth: { name: name + "-" + mark, room: red },
    forceNew: true,
    reconnection: false,
  });
  await next(socket, "connect");
  return socket;
}

async function main() {
  seen.wrong = await refusal({ username, password: password + "x" });
  seen.nobody = await refusal({});

  const early = await client("a", { transports: ["websocket"] });
  const { socket, told, until } = admin({ username, password });
  const [session] = await until("session");
  seen.session = typeof session;
  [seen.config] = await until("config");
  const [all] = await until("all_sockets");
  const shown = all.find(({ id }) => id === early.id);
  seen.early = shown && [shown.nsp, shown.transport, shown.rooms.slice().sort()[0] === red || shown.rooms.includes(red)];
  seen.handshake = Object.keys(shown.handshake).sort();
  const [stats] = await until("server_stats");
  seen.stats = Object.keys(stats).sort();

  const polling = await client("b", { transports: ["polling"] });
  const bridged = await client("c", await bridge(url, "xhr-streaming"));
  const old = ioOfBefore(url, { path: "/socket.io-v3", transports: ["websocket"], forceNew: true });
  await new Promise((resolve) => old.on("connect", resolve));
  const bridgedId = bridged.id;
  const oldId = old.id;
  seen.transports = {};
  for (const [name, id] of [["polling", polling.id], ["bridged", bridged.id], ["old", old.id]]) {
    const [connected, at] = await until("socket_connected", (one) => one.id === id);
    seen.transports[name] = [connected.nsp, connected.transport, connected.rooms[0] === id, Date.parse(at) > 0];
    seen.transports[name].push(connected.clientId.length);
  }
  seen.secrets = JSON.stringify(told).includes(polling.io.engine.id);
  await until("room_joined", (nsp, room, id) => nsp === "/sets" && room === red && id === bridgedId);

  polling.emit("transport");
  const [, , received] = await until("event_received", (nsp, id) => id === polling.id);
  seen.received = received;

  const heard = [early, polling, bridged].map((one) => next(one, "news"));
  socket.emit("emit", "/sets", red, "news", { n: 1 }, "two");
  seen.news = await Promise.all(heard);
  const [, , sent] = await until("event_sent", (nsp, id, args) => id === bridgedId && args[0] === "news");
  seen.sent = sent;

  socket.emit("join", "/sets", blue, polling.id);
  await until("room_joined", (nsp, room, id) => room === blue && id === polling.id);
  socket.emit("leave", "/sets", blue);
  await until("room_left", (nsp, room, id) => room === blue && id === polling.id);

  const oldGone = next(old, "disconnect");
  socket.emit("_disconnect", "/", true, oldId);
  await oldGone;
  const gone = next(bridged, "disconnect");
  socket.emit("_disconnect", "/sets", false, bridgedId);
  seen.gone = await gone;
  seen.why = (await until("socket_disconnected", (nsp, id) => id === bridgedId))[2];
  seen.whyOld = (await until("socket_disconnected", (nsp, id) => id === oldId))[2];

  // by hand, so that the socket is in before its connection changes
  const upgrading = await client("d", { transports: ["polling", "websocket"], upgrade: false });
  upgrading.io.engine._probe("websocket");
  [seen.upgraded] = await until("socket_updated", ({ id }) => id === upgrading.id);
  const [last] = await until("server_stats", ({ aggregatedEvents }) => aggregatedEvents.length > 3);
  seen.aggregated = last.aggregatedEvents.map(({ type, count, timestamp }) => [type, count > 0, timestamp % 1000]);

  const back = admin({ sessionId: session });
  await back.until("config");
  await back.until("server_stats");
  seen.again = back.told.map(([event]) => event).slice(0, 3);
  back.socket.disconnect();

  // Those of another address, which is this machine's, too.
  const other = { url: url.replace("localhost", "127.0.0.1") + "admin", localAddress: "127.0.0.9" };
  seen.flood = [];
  for (let i = 0; i < 12; i++) {
    seen.flood.push(await refusal({ username, password: "guess" + i }, other));
  }
  seen.flooded = await refusal({ username, password }, other);
  const open = [socket, early, polling, upgrading];
  const closed = open.map((one) => next(one.io.engine, "close")); // else some would be there until a heartbeat
  open.forEach((one) => one.disconnect());
  await Promise.all(closed);
  console.log(JSON.stringify(seen));
  process.exit(0);
}

main().catch((e) => {
  console.log(JSON.stringify({ problem: String(e.stack), ...seen }));
  process.exit(1);
});
