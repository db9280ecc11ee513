"use strict";

module.exports = async ({ io, console, logged }) => {
  const socket = io();

  // tag::ack
  socket.emit("sum", 1, 2, (answer) => console.log(answer.ok, answer.res)); // true 3

  const answer = await socket.emitWithAck("sum", "one", 2);
  console.log(answer.ok, answer.err); // false, "Argument 1 (a): expected int."
  // end::ack
  await logged(2);

  // tag::events
  socket.on("sum_data", (answer) => console.log(answer.res)); // 7
  socket.on("sum_error", (answer) => console.log(answer.err)); // "Argument 2 (b) is missing: expected int."
  socket.emit("sum", 3, 4);
  socket.emit("sum", 3);
  // end::events
  await logged(4);

  // tag::raw
  socket.emit("subscribe", "news", (word, topics) => console.log(word, topics)); // "subscribed", 1
  // end::raw
  await logged(5);

  // tag::confirm
  socket.on("confirm", (question, reply) => reply(question === "Delete a.txt?"));

  const { res } = await socket.emitWithAck("delete", "a.txt");
  console.log(res); // "deleted"
  // end::confirm
};
