"use strict";

module.exports = async ({ io, console, logged }) => {
  const socket = io();

  // tag::fields
  const order = { lines: [{ item: "sock", count: 1 }, { item: " ", count: 1 }] };
  const answer = await socket.emitWithAck("check-order", order);
  console.log(answer.err); // "Name an item."
  console.log(answer.fields["order.lines[1].item"]); // "Name an item."
  // end::fields

  // tag::connect
  const members = io("/members", { auth: { token: "old" } });
  members.on("connect_error", (error) => console.log(error.message, error.data.renew)); // "Your pass is not valid.", true
  // end::connect
  await logged(3);
};
