/**
 * What a client misses while it is away: what was sent to a socket is kept for some time, and so is what the socket was, so that a client
 * that comes back soon goes on where it was. No knowledge of transports or of the protocol's words.
 */
@NullMarked
package io.sockee.recovery;

import org.jspecify.annotations.NullMarked;
