"use strict";

module.exports = async ({ io, console, logged }) => {
  // tag::client
  const socket = io();
  socket.on("sum_data", (data) => console.log(data.ok, data.err, data.res)); // true false 3
  socket.on("sum_error", (data) => console.log(data.err));
  socket.emit("sum", 1, 2);
  // end::client
  await logged(1);
};
