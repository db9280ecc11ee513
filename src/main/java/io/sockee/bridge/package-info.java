/**
 * The bridge: clients of SockJS as sockets of the same controllers as those of Socket.IO. Its messages are packets of Engine.IO, so
 * that everything above is what serves Socket.IO's clients.
 */
@NullMarked
package io.sockee.bridge;

import org.jspecify.annotations.NullMarked;
