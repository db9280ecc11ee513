"use strict";

// Clients whose connections are cut at random while events go to all of them, for RecoveryIT; prints what they saw as one line of JSON.
//
//   node cut.js <url> <seed> <clients> <events>

const { io } = require("socket.io-client");
const parser = require("socket.io-msgpack-parser");

const [url, seed, count, events] = process.argv.slice(2).map((word, i) => (i === 0 ? word : Number(word)));
const QUIET_MS = 30_000;

let quiet;

/** Something has come: how long it all takes is the machine's affair, as long as it goes on. */
function progress() {
  clearTimeout(quiet);
  quiet = setTimeout(() => {
    console.log(JSON.stringify({ problem: "nothing came for " + QUIET_MS + " ms", seen: clients.map((c) => c.heard.length) }));
    process.exit(1);
  }, QUIET_MS);
}

let state = seed;

/** A number below a bound; the same ones for the same seed. */
function random(bound) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * bound);
}

function open(options) {
  return io(new URL("/options", url).href, {
    forceNew: true,
    reconnectionDelay: 1,
    reconnectionDelayMax: 20,
    ...options,
  });
}

function next(emitter, event) {
  return new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));
}

const kinds = [
  { transports: ["websocket"] },
  { transports: ["polling"] },
  { transports: ["polling", "websocket"] },
  { transports: ["websocket"], parser },
];

const clients = [];

class Client {
  constructor(kind) {
    this.heard = [];
    this.problems = [];
    this.cuts = 0;
    this.recovered = 0;
    this.told = 0; // that it is somebody else
    this.trace = []; // what happened last, for the message of a failure
    this.socket = open(kind);
    this.socket.io.on("open", () => this.note("open", "with " + this.socket._lastOffset));
    this.socket.on("disconnect", (reason) => this.note("gone", reason));
    this.socket.on("connect", () => {
      progress();
      this.note("connected", this.socket.recovered);
      if (this.socket.recovered) {
        this.recovered++;
      } else if (this.cuts > 0) {
        this.told++;
        this.gapAllowed = true;
      }
    });
    this.socket.on("shared", (number, bytes, offset) => {
      this.note(number, offset);
      this.hear(number, bytes);
    });
  }

  note(...words) {
    const engine = this.socket.io.engine;
    this.trace.push([...words, engine && engine.id && engine.id.substring(0, 4), engine && engine.transport.name].join(" "));
    if (this.trace.length > 200) {
      this.trace.shift();
    }
  }

  problem(text) {
    if (this.problems.length === 0) {
      console.error(text, this.trace.join("\n"));
    }
    this.problems.push(text);
  }

  hear(number, bytes) {
    progress();
    const last = this.heard.length === 0 ? undefined : this.heard[this.heard.length - 1];
    if (last !== undefined && number <= last) {
      this.problem(number + " after " + last);
    } else if (last !== undefined && number !== last + 1 && !this.gapAllowed) {
      this.problem("nothing between " + last + " and " + number);
    }
    if (bytes.length !== (number % 50) + 1 || bytes[0] !== number % 256) {
      this.problem("other bytes with " + number);
    }
    this.gapAllowed = false;
    this.heard.push(number);
  }

  /** Breaks the connection off, without a word where the transport allows that. */
  cut() {
    const engine = this.socket.io.engine;
    if (!this.socket.connected || this.heard.length === 0) {
      return;
    }
    this.cuts++;
    this.note("cut", engine.upgrading ? "in an upgrade" : "");
    const ws = engine.transport.ws;
    if (engine.upgrading) {
      // Closed by its application in the middle of an upgrade, the client keeps what came last for its next connection, without
      // noting how far it has got: it would hear that twice, whatever a server does. A network that breaks has no such effect.
      engine.transport.onError("cut", new Error("cut"));
    } else if (ws && ws.terminate && random(2) === 0) {
      ws.terminate();
    } else {
      engine.close();
    }
  }
}

async function main() {
  progress();
  for (let i = 0; i < count; i++) {
    clients.push(new Client(kinds[i % kinds.length]));
  }
  const teller = open({ transports: ["websocket"] });
  await Promise.all([...clients.map((client) => next(client.socket, "connect")), next(teller, "connect")]);
  for (let number = 0; number < events; number++) {
    teller.emit("share", number, Buffer.alloc((number % 50) + 1, number % 256));
    if (number % 20 === 19) {
      await teller.emitWithAck("back"); // as fast as the server is
      clients[random(count)].cut();
      clients[random(count)].cut();
    }
  }
  const last = events - 1;
  for (const client of clients) {
    while (client.heard[client.heard.length - 1] !== last) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  return {
    heard: clients.map((client) => client.heard.length),
    problems: clients.flatMap((client, i) => client.problems.map((problem) => i + ": " + problem)).slice(0, 20),
    cuts: clients.reduce((sum, client) => sum + client.cuts, 0),
    recovered: clients.reduce((sum, client) => sum + client.recovered, 0),
    told: clients.reduce((sum, client) => sum + client.told, 0),
  };
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
