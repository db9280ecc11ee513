"use strict";

// A socket.io-client on the WebSockets of the package ws, which offer to compress, sends large messages and gets them back. Prints
// what was agreed on and what it took as one line of JSON.
//
//   node compressed.js <url>

const { io } = require("socket.io-client");

const socket = io(process.argv[2], { transports: ["websocket"], forceNew: true, reconnection: false });
const text = "a price of something, again and again \u20ac\u{1f600} ".repeat(1000);
const bytes = Buffer.alloc(50_000, "0123456789");

function fail(reason) {
  console.log(JSON.stringify({ problem: String(reason) }));
  process.exit(1);
}

function echo(...args) {
  return new Promise((resolve) => {
    socket.once("message-back", (...back) => resolve(back));
    socket.emit("message", ...args);
  });
}

socket.on("connect_error", fail);
socket.on("disconnect", fail);
socket.on("connect", async () => {
  const { ws } = socket.io.engine.transport;
  let same = 0;
  for (let i = 0; i < 5; i++) {
    const [backText, small, backBytes] = await echo(text, i, bytes);
    same += backText === text && small === i && bytes.equals(Buffer.from(backBytes)) ? 1 : 0;
  }
  console.log(
    JSON.stringify({
      extensions: ws.extensions,
      same,
      received: ws._socket.bytesRead,
      size: 5 * (Buffer.byteLength(text) + bytes.length),
    }),
  );
  socket.off("disconnect");
  socket.disconnect();
});
setTimeout(() => fail("it took too long"), 120_000).unref();
