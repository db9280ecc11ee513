// node --expose-gc server.js PORT [uws | recovery]: Socket.IO as it is by default, on ws or on uWebSockets.js, or on ws with
// connection state recovery. SIGUSR2 collects garbage.
"use strict";
const { createServer } = require("node:http");
const { Server } = require("socket.io");

const port = Number(process.argv[2]);
const recovery = process.argv[3] === "recovery" ? { connectionStateRecovery: {} } : {};
const io = new Server({ serveClient: false, ...recovery });

io.on("connection", (socket) => {
  socket.on("echo", (payload) => socket.emit("echo", payload));
  socket.on("echoack", (payload, acknowledge) => acknowledge(payload));
  socket.on("broadcast", (payload) => io.emit("message", payload));
  socket.on("join", (room) => socket.join(room));
  socket.on("toroom", (room, payload) => io.to(room).emit("message", payload));
});

if (process.argv[3] === "uws") {
  const app = require("uWebSockets.js").App();
  io.attachApp(app);
  app.listen("127.0.0.1", port, (listening) => listening || process.exit(1));
} else {
  const http = createServer();
  io.attach(http);
  http.listen(port, "127.0.0.1");
}
process.on("SIGUSR2", () => global.gc?.());
