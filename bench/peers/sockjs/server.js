// node --expose-gc server.js PORT: sockjs-node at /bench, with the letters of the benchmark. SIGUSR2 collects garbage.
"use strict";
const { createServer } = require("node:http");
const sockjs = require("sockjs");

const everyone = new Set();
const rooms = new Map(); // of a name, its members

function room(name) {
  if (!rooms.has(name)) rooms.set(name, new Set());
  return rooms.get(name);
}

function publish(members, text) {
  members.forEach((member) => member.write(text));
}

const bench = sockjs.createServer({ prefix: "/bench", log() {} });
bench.on("connection", (client) => {
  const joined = [everyone.add(client)];
  client.on("data", (text) => {
    const rest = text.slice(1);
    switch (text[0]) {
      case "e":
        client.write(text);
        break;
      case "b":
        publish(everyone, text);
        break;
      case "j":
        joined.push(room(rest).add(client));
        break;
      case "r": {
        const blank = rest.indexOf(" ");
        publish(room(rest.slice(0, blank)), "b" + rest.slice(blank + 1));
      }
    }
  });
  client.on("close", () => joined.forEach((members) => members.delete(client)));
});

const http = createServer();
bench.installHandlers(http);
http.listen(Number(process.argv[2]), "127.0.0.1");
process.on("SIGUSR2", () => global.gc?.());
