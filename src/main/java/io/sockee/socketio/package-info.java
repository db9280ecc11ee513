/** Versions 5 and 4 of the Socket.IO protocol on the wire: its packets, read and written. Pure Java, no knowledge of what carries them. */
@NullMarked
package io.sockee.socketio;

import org.jspecify.annotations.NullMarked;
