/** The seam between sockets and the forms in which their packets are read and written, such as Socket.IO's. */
@NullMarked
package io.sockee.wire;

import org.jspecify.annotations.NullMarked;
