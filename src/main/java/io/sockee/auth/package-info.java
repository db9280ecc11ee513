/** Registering, logging in and out, and checking tokens: the events, the handshake, and what applications ask. */
@NullMarked
package io.sockee.auth;

import org.jspecify.annotations.NullMarked;
