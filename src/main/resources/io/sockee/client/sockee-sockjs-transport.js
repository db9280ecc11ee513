/*!
 * Sockee's transport for socket.io-client 4.8: Socket.IO by way of sockjs-client, to the bridge of a Sockee server.
 * Apache-2.0.
 *
 *   io({ path: "/sockjs", transports: [SockJsTransport] })
 *
 * path is the bridge's prefix. Other options go into transportOptions.sockjs:
 *   SockJS         the constructor of sockjs-client, where it is not a global
 *   sockJsOptions  options for it, such as { transports: ["xhr-polling"] }
 *   path           the bridge's prefix, where the option of the same name is that of other transports
 */
(function (root) {
  "use strict";

  /** How long the server may be silent, in milliseconds, before it is asked whether it is there; and how long its answer may take. */
  const QUIET = 30000;
  const PATIENCE = 20000;

  /**
   * How many characters are sent before the server is asked whether they have come: sockjs-client puts all that waits into one request,
   * whose size the server bounds (sockee.engine.max-payload).
   */
  const BURST = 256 * 1024;

  /** How long the server may take to end a connection when it is told that the client leaves. */
  const FAREWELL = 3000;

  const DEFAULT_PATH = "/sockjs";
  const OF_OTHERS = "/socket.io"; // what socket.io-client has for a path when none is given

  /** What engine.io-client puts into the query by itself, and what means nothing here. */
  const NOT_PASSED_ON = ["EIO", "transport", "sid", "t", "b64"];

  /**
   * The length of a session's id, of letters and digits of 5 bits each: 120 bits. Over HTTP the id alone tells the server whose a
   * request is, and sockjs-client would take 8.
   */
  const ID = 24;

  class SockJsTransport {
    constructor(options) {
      this.options = options;
      this.socket = options.socket;
      this.query = options.query || {};
      this.writable = false;
      this.readyState = "";
      this.callbacks = new Map();
      this.sent = 0; // characters since the server's last answer
      this.goOn = null; // what waits for it
    }

    get name() {
      return "sockjs";
    }

    // --- An emitter of events, as engine.io-client expects it --------------------------------------------------

    on(event, callback) {
      this.callbacks.set(event, [...(this.callbacks.get(event) || []), callback]);
      return this;
    }

    once(event, callback) {
      const once = (...values) => {
        this.off(event, once);
        callback.apply(this, values);
      };
      once.of = callback;
      return this.on(event, once);
    }

    off(event, callback) {
      const left = (this.callbacks.get(event) || []).filter((one) => one !== callback && one.of !== callback);
      this.callbacks.set(event, left);
      return this;
    }

    removeListener(event, callback) {
      return this.off(event, callback);
    }

    removeAllListeners(event) {
      if (event === undefined) {
        this.callbacks.clear();
      } else {
        this.callbacks.delete(event);
      }
      return this;
    }

    emit(event, ...values) {
      (this.callbacks.get(event) || []).forEach((callback) => callback.apply(this, values));
      return this;
    }

    // --- What engine.io-client asks for ------------------------------------------------------------------------

    open() {
      this.readyState = "opening";
      try {
        this.connect();
      } catch (error) {
        setTimeout(() => this.fail(error.message, error), 0); // nobody listens yet
      }
      return this;
    }

    /** There is nothing to upgrade to: SockJS has chosen its transport. */
    pause(done) {
      done();
    }

    send(packets) {
      if (this.readyState !== "open") {
        return;
      }
      this.writable = false;
      this.write(packets, 0);
    }

    close() {
      if (this.readyState === "opening" || this.readyState === "open") {
        this.leave();
        this.closed();
      }
      return this;
    }

    // --- SockJS ------------------------------------------------------------------------------------------------

    connect() {
      const SockJS = this.options.SockJS || root.SockJS;
      if (!SockJS) {
        throw new Error("no SockJS: load sockjs-client before, or give it as transportOptions.sockjs.SockJS");
      }
      const sock = new SockJS(this.url(), null, { sessionId: ID, ...this.options.sockJsOptions });
      this.sock = sock;
      sock.onopen = () => this.opened();
      sock.onmessage = (event) => this.take(event.data);
      sock.onheartbeat = () => this.alive();
      sock.onclose = (event) => {
        if (this.readyState === "opening") {
          this.fail("sockjs error", event);
        } else {
          this.closed({ description: event.reason, context: event });
        }
      };
    }

    url() {
      const { hostname, port, secure, path } = this.options;
      const host = hostname.includes(":") ? "[" + hostname + "]" : hostname;
      const given = (path || "").replace(/\/+$/, "");
      const prefix = given === "" || given === OF_OTHERS ? DEFAULT_PATH : given;
      const query = Object.keys(this.query)
        .filter((name) => !NOT_PASSED_ON.includes(name))
        .map((name) => encodeURIComponent(name) + "=" + encodeURIComponent(this.query[name]));
      return (
        (secure ? "https://" : "http://") +
        host +
        (port ? ":" + port : "") +
        prefix +
        (query.length > 0 ? "?" + query.join("&") : "")
      );
    }

    /** SockJS has had its own handshake; engine.io-client is told what makes it wait for signs of life. */
    opened() {
      this.readyState = "open";
      this.writable = true;
      this.emit("open");
      const sid = Math.random().toString(36).slice(2);
      const handshake = { sid, upgrades: [], pingInterval: QUIET, pingTimeout: PATIENCE, maxPayload: 0 };
      this.packet("open", JSON.stringify(handshake));
      this.askWhenQuiet();
    }

    take(message) {
      if (Date.now() - this.heard > 1000) {
        this.alive(); // what comes is a sign of life: while much comes, there may be no heartbeat
      }
      switch (message[0]) {
        case "4":
          this.packet("message", message.slice(1));
          break;
        case "b":
          this.packet("message", this.bytes(message.slice(1)));
          break;
        case "3":
          this.alive();
          this.answered();
          break;
      }
    }

    packet(type, data) {
      this.emit("packet", { type, data });
    }

    /** A heartbeat of SockJS, or the answer to a question. To engine.io-client it is a ping, whose pong is not sent. */
    alive() {
      this.heard = Date.now();
      if (this.readyState === "open") {
        this.packet("ping");
        this.askWhenQuiet();
      }
    }

    answered() {
      const goOn = this.goOn;
      this.sent = 0;
      this.goOn = null;
      if (goOn && this.readyState === "open") {
        goOn();
      }
    }

    askWhenQuiet() {
      clearTimeout(this.quiet);
      if (this.readyState === "open") {
        this.quiet = this.later(() => this.sock.send("2"), QUIET);
      }
    }

    later(task, delay) {
      const timer = setTimeout(task, delay);
      if (this.options.autoUnref && timer.unref) {
        timer.unref();
      }
      return timer;
    }

    write(packets, from) {
      for (let i = from; i < packets.length; i++) {
        const { type, data } = packets[i];
        if (type !== "message") {
          continue; // a pong, to a ping that was none
        }
        if (typeof Blob === "function" && data instanceof Blob) {
          data.arrayBuffer().then(
            (bytes) => this.write([{ type, data: bytes }, ...packets.slice(i + 1)], 0),
            (error) => this.fail("a Blob could not be read", error),
          );
          return;
        }
        const message = typeof data === "string" ? "4" + data : "b" + base64(data);
        if (this.sent > 0 && this.sent + message.length > BURST) {
          this.goOn = () => this.write(packets, i);
          this.sock.send("2");
          return;
        }
        this.sent += message.length;
        this.sock.send(message);
      }
      Promise.resolve().then(() => {
        this.writable = true;
        this.emit("drain");
      });
    }

    bytes(encoded) {
      const text = atob(encoded);
      const bytes = new Uint8Array(text.length);
      for (let i = 0; i < text.length; i++) {
        bytes[i] = text.charCodeAt(i);
      }
      switch (this.socket && this.socket.binaryType) {
        case "nodebuffer":
          return Buffer.from(bytes.buffer);
        case "blob":
          return new Blob([bytes]);
        default:
          return bytes.buffer;
      }
    }

    // --- The end -----------------------------------------------------------------------------------------------

    /** Tells the server, which ends the connection when it has read what was sent before: sockjs-client would throw that away. */
    leave() {
      const sock = this.sock;
      if (!sock) {
        return;
      }
      sock.onopen = sock.onmessage = sock.onheartbeat = sock.onclose = null;
      if (this.readyState !== "open") {
        sock.close();
        return;
      }
      sock.send("1");
      const deadline = this.later(() => sock.close(), FAREWELL);
      sock.onclose = () => clearTimeout(deadline);
    }

    closed(details) {
      clearTimeout(this.quiet);
      this.readyState = "closed";
      this.emit("close", details);
    }

    fail(reason, context) {
      const error = new Error(reason);
      error.type = "TransportError";
      error.description = context && context.reason ? context.reason : String(context);
      error.context = context;
      this.emit("error", error);
    }
  }

  function base64(data) {
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);
    let text = "";
    for (let i = 0; i < bytes.length; i += 0x8000) {
      text += String.fromCharCode.apply(null, bytes.subarray(i, i + 0x8000));
    }
    return btoa(text);
  }

  root.SockJsTransport = SockJsTransport;
  if (typeof module === "object" && module.exports) {
    module.exports = { SockJsTransport };
  }
})(globalThis);
