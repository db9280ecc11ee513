"use strict";

// Plays a website and a device of one of its users, and prints what both were told as one line of JSON.
//
//   node push.js <url> <site> <key> <token> <room> [bridge]
//
// With "bridge" the device comes over SockJS.

const { io } = require("socket.io-client");

const [url, site, key, token, room, bridge] = process.argv.slice(2);
const base = url.replace(/\/$/, "");
const seen = [];
const answers = [];

/** Connects; every event that asks for it is acknowledged. Resolves once there were so many events. */
async function device(events, transports, during = async () => {}) {
  const way = bridge
    ? await require("./sockjs.js")(url, transports[0] === "polling" ? "xhr-polling" : "xhr-streaming")
    : { transports };
  const socket = io(`${base}/${site}?token=${encodeURIComponent(token)}&deviceId=${bridge || "node"}`, {
    ...way,
    forceNew: true,
    reconnection: false,
  });
  let left = events;
  const all = new Promise((resolve, reject) => {
    socket.on("connect_error", reject);
    socket.onAny((event, ...args) => {
      const ack = typeof args.at(-1) === "function" ? args.pop() : undefined;
      seen.push([event, ...args]);
      ack?.();
      if (--left === 0) resolve();
    });
  });
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("connect_error", reject));
  await during();
  await all;
  await settled(socket);
  socket.disconnect();
}

/** The server has read what was sent before: it answers a join of a namespace that is not there. */
function settled(socket) {
  return new Promise((resolve) => socket.io.socket("/nowhere").once("connect_error", resolve));
}

async function send(type, body) {
  const answer = await fetch(`${base}/send?site=${site}`, {
    method: "POST",
    headers: { "X-Api-Key": key, "Content-Type": type },
    body,
  });
  answers.push(`${answer.status} ${await answer.text()}`);
}

const json = (event, ...args) => send("application/json", JSON.stringify({ rooms: [room], event, args }));

async function main() {
  await device(2, ["polling"], () => json("live", { n: 1.5, text: "\u20ac\u{1f600}" }));
  await json("first", 1);
  await send("application/x-www-form-urlencoded", new URLSearchParams({ rooms: room, event: "second", "args[]": "2" }));
  await device(2, ["websocket"]);
  await device(1, ["polling"]);
}

main()
  .then(() => console.log(JSON.stringify({ answers, seen })))
  .then(() => process.exit(0), (error) => {
    console.log(JSON.stringify({ error: String(error), answers, seen }));
    process.exit(1);
  });
