/** The sockets and rooms of this node, and what is sent to many of them at once. */
@NullMarked
package io.sockee.hub;

import org.jspecify.annotations.NullMarked;
