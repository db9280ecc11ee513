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

  const doors = io("/doors");
  // tag::again
  doors.on("connect_error", ({ data }) => {
    if (data?.retryAfter) { // refused for now; after any other failure to connect, the client tries again by itself
      setTimeout(() => doors.connect(), data.retryAfter * 1000 * (1 + Math.random()));
    }
  });
  // end::again
  doors.on("connect", () => console.log("in"));
  await logged(4);
  await doors.emitWithAck("close");
};
