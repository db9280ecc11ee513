/**
 * The official clients against a server.
 *
 * <p>These suites expect the handlers of the conformance server, but pings every 25 seconds with a timeout of 20: the
 * clients need no faster heartbeat, and 200 of them on a small machine would miss one of 200 ms.
 */
package io.sockee.spec.clients;
