"use strict";

module.exports = async ({ io, console, logged }) => {
  // tag::auth
  let token = "t-ann"; // where the application gives out new ones, this is the newest
  const members = io("/members", { auth: (send) => send({ token }) });
  members.emit("write", "a letter", (answer) => console.log(answer.res)); // "Ann writes a letter"
  // end::auth
  await logged(1);

  const guest = io("/members");
  const answer = await guest.emitWithAck("write", "a letter");
  console.log(answer.err);
};
