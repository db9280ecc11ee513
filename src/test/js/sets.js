"use strict";

// Three clients of /sets, by WebSocket, polling and SockJS, of whom things are done together; prints what they saw as one line of
// JSON.
//
//   node sets.js <url> <a word that makes names unique>

const { io } = require("socket.io-client");
const bridge = require("./sockjs.js");

const [url, mark] = process.argv.slice(2);
const red = "red-" + mark;
const blue = "blue-" + mark;

setTimeout(() => {
  console.log(JSON.stringify({ problem: "it has not come to an end" }));
  process.exit(1);
}, 60_000).unref();

function next(emitter, event) {
  return new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));
}

async function connected(name, room, how, path = "sets", auth = {}) {
  const socket = io(url + path, {
    ...how,
    auth: { name: name + "-" + mark, room, ...auth },
    forceNew: true,
    reconnection: false,
  });
  await next(socket, "connect");
  return socket;
}

async function asked(socket, event, ...args) {
  const answer = await socket.emitWithAck(event, ...args);
  return answer.ok ? answer.res : answer;
}

/** Asks until the answer has so many items. */
async function journal(socket, of, items) {
  for (;;) {
    const lines = await asked(socket, "journal", of);
    if (lines.length >= items) {
      return lines;
    }
  }
}

async function main() {
  const seen = {};
  const over = await bridge(url, "websocket");
  const watcher = await connected("watcher", "watchers-" + mark, { transports: ["websocket"] });
  const clients = await Promise.all([
    connected("a", red, { transports: ["websocket"] }),
    connected("b", red, { transports: ["polling"] }),
    connected("c", red, over),
  ]);
  const [a, b, c] = clients;
  const ids = [];
  clients.forEach((socket, i) => {
    socket.on("question", (text, answer) => answer("abc"[i] + text));
  });
  for (const socket of [a, b]) {
    socket.io.engine.on("packet", ({ data }) => {
      if (typeof data === "string" && data.includes("question")) ids.push(data);
    });
  }

  seen.all = await asked(watcher, "ask", red, 30_000);
  seen.sameId = ids.length === 2 && ids[0] === ids[1];
  seen.others = await asked(a, "ask-others", red, 30_000);
  seen.nobody = await asked(watcher, "ask", "nobody-" + mark, 30_000);
  b.off("question");
  seen.some = await asked(watcher, "ask", red, 400);
  b.on("question", () => b.disconnect());
  seen.gone = await asked(watcher, "ask", red, 60_000);

  seen.fetched = await asked(watcher, "fetch", red);
  await asked(watcher, "move", red, blue);
  seen.moved = await asked(watcher, "fetch", blue);
  seen.left = await asked(watcher, "fetch", red);

  seen.told = [];
  for (const how of ["plain", "local", "volatile"]) {
    const told = [a, c].map((socket) => next(socket, "told"));
    await asked(watcher, "tell", blue, how, how + "x".repeat(5000));
    seen.told.push(...(await Promise.all(told)).map(([text]) => text.replace(/x+$/, "")));
  }

  const ends = [a, c].map((socket) => Promise.all([next(socket, "bye"), next(socket, "disconnect")]));
  const closed = next(a.io, "close");
  await asked(watcher, "end", blue, true);
  seen.ends = (await Promise.all(ends)).map(([, [reason]]) => reason);
  await closed;

  // by hand, so that the socket is in before its connection changes
  const d = await connected("d", "green-" + mark, { transports: ["polling", "websocket"], upgrade: false });
  const upgraded = next(d.io.engine, "upgrade");
  d.io.engine._probe("websocket");
  await upgraded;
  seen.transport = await asked(d, "transport");
  seen.bridged = await asked(await connected("e", "e-" + mark, over), "transport");
  seen.doors = await asked(d, "doors");
  d.disconnect();

  const hall = await connected("f", "hall-" + mark, { transports: ["websocket"] }, "sets/hall");
  hall.disconnect();
  seen.refusals = [];
  for (const closedDoor of ["first", "second", "method"]) {
    const socket = io(url + "sets", {
      transports: ["websocket"],
      auth: { name: "g-" + mark, room: "g", closed: closedDoor },
      forceNew: true,
      reconnection: false,
    });
    seen.refusals.push((await next(socket, "connect_error"))[0].message);
    socket.disconnect();
  }

  seen.journal = {
    red: await journal(watcher, red, 2),
    a: await journal(watcher, "a-" + mark, 1),
    b: await journal(watcher, "b-" + mark, 1),
    d: await journal(watcher, "d-" + mark, 1),
  };
  return seen;
}

main().then(
  (seen) => {
    console.log(JSON.stringify(seen));
    process.exit(0);
  },
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
