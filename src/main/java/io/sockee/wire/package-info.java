/** The seam between sockets and the forms in which a wire has their packets, in both directions. */
@NullMarked
package io.sockee.wire;

import org.jspecify.annotations.NullMarked;
