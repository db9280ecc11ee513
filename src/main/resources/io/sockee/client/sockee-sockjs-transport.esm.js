/*! Sockee's transport for socket.io-client 4.8 by way of sockjs-client, as a module. Apache-2.0. */
import "./sockee-sockjs-transport.js";

export const SockJsTransport = globalThis.SockJsTransport;
export default SockJsTransport;
