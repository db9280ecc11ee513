/**
 * A server's test of its own WebSockets: a client that speaks to it over loopback, and what answers that client. Knows no
 * container; the client reads and writes sockets, and blocks.
 */
@NullMarked
package io.sockee.selftest;

import org.jspecify.annotations.NullMarked;
