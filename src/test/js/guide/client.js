"use strict";

const fs = require("fs");
const os = require("os");
const path = require("path");
const { pathToFileURL } = require("url");

/** The module as the server serves it. */
async function served(server) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sockee-client-"));
  try {
    const file = path.join(folder, "sockee-client.mjs");
    fs.writeFileSync(file, await (await fetch(server + "/sockee/client/sockee-client.js")).text());
    return await import(pathToFileURL(file));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

module.exports = async ({ io, console, server }) => {
  const { connect } = await served(server);
  const sockee = connect({ socket: io() });

  // tag::errors
  try {
    await sockee.server.board.add({ text: "", tags: [] });
  } catch (error) {
    console.log(error.code, error.fields); // refused {note.text: "must not be blank"}
  }
  // end::errors

  // tag::options
  const quickly = sockee.with({ timeout: 2_000, maxWait: 10_000 });
  console.log(await quickly.calculator.square(5)); // 25
  console.log(await sockee.volatile.calculator.square(6)); // 36
  console.log(await sockee.call("sum", 1, 2)); // 3
  // end::options

  await until(async () => sockee.socket?.io.engine.transport.name === "websocket");
  const { promise, resolve } = later();
  const end = sockee.on("sockee:status", (connected) => connected && resolve());
  // The connection breaks while the answer is awaited, and comes back: the note is there once.
  const added = sockee.server.board.addSlowly({ text: "once", tags: [] });
  await until(() => sockee.server.board.count("once").then((count) => count === 1));
  sockee.socket.io.engine.close();
  const counted = sockee.server.board.count("once");
  console.log(sockee.connected, sockee.pending);
  await promise;
  end();
  await added;
  console.log(await counted, await sockee.server.board.count("once"), sockee.pending);

  const texts = [];
  // tag::stream
  for await (const note of await sockee.server.board.all()) {
    texts.push(note.text);
  }
  // end::stream
  console.log(texts.filter((text) => text === "once").length);
  sockee.close();
};

function later() {
  let resolve;
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
}

async function until(holds) {
  while (!(await holds())) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
