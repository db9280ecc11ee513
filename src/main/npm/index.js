import { io } from "socket.io-client";
import { connect as begin, Sockee, SockeeError } from "./sockee-client.js";

/** Begins to connect by socket.io-client. */
export function connect(options = {}) {
  return begin({ io, ...options });
}

export { Sockee, SockeeError };
export default connect;
