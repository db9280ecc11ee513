import SockJS from "sockjs-client";
import { connect as begin } from "./index.js";
import "./sockee-sockjs-transport.js";

/** Begins to connect by sockjs-client, to the bridge at /sockjs unless said otherwise. */
export function connect(options = {}) {
  return begin({ sockjs: "/sockjs", SockJS, SockJsTransport: globalThis.SockJsTransport, ...options });
}

export { Sockee, SockeeError } from "./index.js";
export default connect;
