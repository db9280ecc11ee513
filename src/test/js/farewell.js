"use strict";

// Has a server emit to real socket.io-client instances and disconnect them at once, again and again, and prints what they
// saw as one line of JSON.
//
//   node farewell.js <url> <module> <transport> <clients> <at a time> <event>
//
// module is socket.io-client or socket.io-client-3; transport is polling, websocket or upgrade, or one of SockJS's behind
// "sockjs:", by way of the bridge.

const [url, moduleName, transport, clients, atATime, event] = process.argv.slice(2);
const { io } = require(moduleName);

const EVENTS = 50;
const QUIET_MS = 30_000;
const GRACE_MS = 60; // a client that comes back does so after 1 ms here

let quiet;
let bridge = {}; // the options of clients that come over it

/** Something has come: how long it all takes is the machine's affair, as long as it goes on. */
function progress() {
  clearTimeout(quiet);
  quiet = setTimeout(() => {
    console.log(JSON.stringify({ problems: ["nothing came for " + QUIET_MS + " ms"] }));
    process.exit(1);
  }, QUIET_MS);
  quiet.unref();
}

/** One client: what it heard, why it was disconnected, and whether it tried to come back. */
function one(number) {
  return new Promise((resolve) => {
    const transports = transport === "upgrade" ? ["polling", "websocket"] : [transport];
    const socket = io(url + "farewell", {
      transports,
      upgrade: transport === "upgrade",
      forceNew: true,
      reconnection: true,
      reconnectionDelay: 1,
      reconnectionDelayMax: 1,
      ...bridge,
    });
    const words = [];
    const seen = { problems: [], cameBack: false };
    socket.on("word", (word) => words.push(word));
    socket.on("connect_error", (error) => {
      seen.problems.push("connect_error " + error.message);
      finish("never connected");
    });
    socket.io.on("reconnect_attempt", () => (seen.cameBack = true));
    const part = () => socket.emit(event, EVENTS);
    socket.once("connect", () => {
      if (number % 3 === 0) {
        part();
      } else {
        setTimeout(part, number % 37); // the upgrade is somewhere on its way, or its poll is parked
      }
    });
    socket.once("disconnect", (reason) => setTimeout(() => finish(reason), GRACE_MS));
    function finish(reason) {
      progress();
      seen.reason = reason;
      seen.words = words.length;
      seen.ordered = words.every((word, index) => word === index);
      socket.disconnect();
      resolve(seen);
    }
  });
}

async function all() {
  if (transport.startsWith("sockjs:")) {
    bridge = await require("./sockjs.js")(url, transport.slice("sockjs:".length));
  }
  const seen = [];
  let next = 0;
  async function lane() {
    while (next < Number(clients)) {
      seen.push(await one(next++));
    }
  }
  await Promise.all(Array.from({ length: Number(atATime) }, lane));
  const reasons = {};
  seen.forEach((one) => (reasons[one.reason] = (reasons[one.reason] || 0) + 1));
  return {
    clients: seen.length,
    whole: seen.filter((one) => one.words === EVENTS && one.ordered).length,
    reasons,
    cameBack: seen.filter((one) => one.cameBack).length,
    problems: [...new Set(seen.flatMap((one) => one.problems))],
  };
}

progress();

all().then(
  (result) => {
    console.log(JSON.stringify(result));
    process.exit(0);
  },
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
