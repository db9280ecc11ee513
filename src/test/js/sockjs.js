"use strict";

const SockJS = require("sockjs-client");

/**
 * The options by which socket.io-client comes over the bridge at /sockjs: with the transport that the server serves, which is run
 * as a page would run it.
 *
 * @param transport the one of SockJS's
 */
module.exports = async (url, transport) => {
  const served = await fetch(new URL("/socket.io/sockee-sockjs-transport.js", url));
  if (!served.ok) {
    throw new Error("the transport is not served: " + served.status);
  }
  (0, eval)(await served.text());
  return {
    path: "/sockjs",
    transports: [globalThis.SockJsTransport],
    transportOptions: { sockjs: { SockJS, sockJsOptions: { transports: [transport] } } },
  };
};
