"use strict";

module.exports = async ({ io, console, logged, server }) => {
  // tag::token
  let session = null; // in a page, where reloads are to find it: sessionStorage
  const socket = io("/", { auth: (send) => send({ session }) });
  socket.on("sockee:session", ({ token }) => (session = token));

  socket.emit("add to cart", "tea", (answer) => console.log(answer.res)); // ["tea"]
  // end::token
  await logged(1);

  socket.disconnect().connect();
  const answer = await socket.emitWithAck("add to cart", "cup");
  console.log(answer.res);

  const fetch = (path, options) => globalThis.fetch(server + "/" + path, options);
  // tag::exchange
  const exchanged = await fetch("sockee/session", { method: "POST", headers: { "Sockee-Session": session } });
  console.log(exchanged.status); // 204
  // end::exchange
  console.log(/^sockee-session=/.test(exchanged.headers.get("set-cookie")), exchanged.headers.get("set-cookie").includes(session));
};
