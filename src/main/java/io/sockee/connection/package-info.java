/**
 * The seam between a transport protocol and what runs on it: messages come in through {@link
 * io.sockee.connection.ConnectionListener}, frames go out through {@link io.sockee.connection.Connection}.
 *
 * <p>Pure Java: no container types, no I/O, no clock of its own.
 */
@NullMarked
package io.sockee.connection;

import org.jspecify.annotations.NullMarked;
