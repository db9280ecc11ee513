/** Socket.IO protocol v5 on the wire: its packets, read and written. Pure Java, no knowledge of what carries them. */
@NullMarked
package io.sockee.socketio;

import org.jspecify.annotations.NullMarked;
