"use strict";

// Runs the client's side of one page of the guide and prints what it logged, as one line of JSON.
//
//   node guide/run.js <url> <page>       a file beside this one
//   node guide/run.js <url> /            the script of the server's front page, as a browser would run it

const { io: connect } = require("socket.io-client");

const [url, page] = process.argv.slice(2);
const base = url.replace(/\/$/, "");
const seen = [];
const sockets = [];

/** As in a page that the server has served: names of namespaces, no address. */
function io(namespace = "/", options = {}) {
  const socket = connect(base + namespace, { forceNew: true, ...options });
  sockets.push(socket);
  return socket;
}

const log = { log: (...values) => seen.push(values) };

/** Resolves when so many lines were logged. */
async function logged(lines) {
  const deadline = Date.now() + 20_000;
  while (seen.length < lines && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function runFrontPage() {
  const html = await (await fetch(base + "/")).text();
  const script = html.match(/<script>([^]*)<\/script>/)[1];
  const second = io();
  second.emit("join", "lobby");
  second.on("said", (id, text) => seen.push(["heard", text]));
  await new Promise((resolve) => second.emit("join", "lobby", resolve));
  new Function("io", "console", script)(io, log);
  await logged(2);
}

async function main() {
  if (page === "/") {
    await runFrontPage();
  } else {
    await require("./" + page + ".js")({ io, console: log, logged, server: base });
  }
  sockets.forEach((socket) => socket.disconnect());
  return seen;
}

main().then(
  (lines) => console.log(JSON.stringify({ lines })),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
