/**
 * The protocols as executable specification, seen from outside.
 *
 * <p>Each suite is an abstract class that knows nothing but the address of a server, so that it runs against any server,
 * in any container. The Engine.IO and Socket.IO suites expect the conformance handlers: an Engine.IO echo at {@code
 * /engine.io/}, a Socket.IO server at {@code /socket.io/}, pings every 300 ms with a timeout of 200 ms, at most 1,000,000
 * bytes a message, 1.3 seconds to connect, all origins allowed.
 *
 * <p>Tests tagged {@code beyond-reference} ask for more than the reference implementation (socket.io 4.8.4 on Node.js)
 * does; every other test passes there too.
 */
package io.sockee.spec;
