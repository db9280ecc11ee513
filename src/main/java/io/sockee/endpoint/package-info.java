/** Thin adapters between the container's requests and WebSockets, and the pure protocol packages. */
@NullMarked
package io.sockee.endpoint;

import org.jspecify.annotations.NullMarked;
