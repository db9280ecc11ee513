"use strict";

// Gives a socket up while its connect method runs, and connects it again at once, on a connection that another socket keeps open.
// Prints how often it was connected, refused, and how often that other socket lost its connection, as one line of JSON.
//
//   node again.js <url>

const { Manager } = require("socket.io-client");

const manager = new Manager(process.argv[2], { autoConnect: false });
const seen = { connected: 0, refused: 0, lost: 0 };
const other = manager.socket("/protocol");
const ends = manager.socket("/ends", { auth: (send) => send(auth) });
let auth = { name: "js gives up", mood: "slow" };

ends.on("connect", () => seen.connected++);
ends.on("connect_error", () => seen.refused++);
other.on("disconnect", () => seen.lost++);

const ask = async (event) => (await other.timeout(10_000).emitWithAck(event)).res;

async function main() {
  other.connect();
  ends.connect();
  while (!(await ask("held")));
  auth = { name: "js asks again", mood: "" };
  const connected = new Promise((resolve) => ends.once("connect", resolve));
  ends.disconnect().connect();
  await connected;
  await ask("open");
  await ask("held"); // what would come of the first question has come by now
  const lines = { ...seen };
  ends.disconnect();
  other.disconnect();
  return lines;
}

main().then(
  (lines) => console.log(JSON.stringify(lines)),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
