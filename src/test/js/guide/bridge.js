"use strict";

const SockJSClient = require("sockjs-client");

module.exports = async ({ io, console, logged, server }) => {
  /** As in a page that the server has served: paths, no address. */
  const SockJS = function (path, protocols, options) {
    return new SockJSClient(server + path, protocols, { transports: ["xhr-streaming"], ...options });
  };
  await require("../sockjs.js")(server, "xhr-polling"); // a page has its script
  const { SockJsTransport } = globalThis;
  globalThis.SockJS = SockJSClient;

  // tag::transport
  const socket = io("/", { path: "/sockjs", transports: [SockJsTransport] });

  const { res } = await socket.emitWithAck("sum", 1, 2);
  console.log(res); // 3
  // end::transport

  // tag::plain
  const sock = new SockJS("/sockjs", null, { sessionId: 24 });
  const answers = new Map();
  const handlers = { confirm: (question) => question === "Delete a.txt?" };
  let calls = 0;

  function emit(event, ...args) {
    sock.send("42" + JSON.stringify([event, ...args]));
  }

  function ask(event, ...args) {
    sock.send("42" + ++calls + JSON.stringify([event, ...args]));
    return new Promise((resolve) => answers.set(calls, resolve));
  }

  sock.onopen = () => sock.send("40" + JSON.stringify({ name: "ann" })); // the auth payload
  sock.onmessage = ({ data }) => {
    const [, type, id, json] = data.match(/^4(\d)(\d*)(.*)$/) || [];
    const value = json && JSON.parse(json);
    switch (type) {
      case "0": // connected
        ask("sum", 3, 4).then((answer) => console.log(answer.res)); // 7
        ask("delete", "a.txt").then((answer) => console.log(answer.res)); // "deleted", as it confirms that
        break;
      case "2": // an event; with an id it wants an answer
        const [event, ...args] = value;
        const result = handlers[event]?.(...args);
        if (id) sock.send("43" + id + JSON.stringify([result]));
        break;
      case "3": // the answer to an event
        answers.get(Number(id))(...value);
        answers.delete(Number(id));
        break;
      case "4": // not let in
        console.log(value.message);
    }
  };
  // end::plain
  await logged(3);
  handlers.sum_data = (answer) => console.log(answer.res);
  emit("sum", 5, 6);
  await logged(4);
  sock.close();
};
