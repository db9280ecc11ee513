/** Finds the controllers, binds arguments to their methods, calls them, and makes the answer of what comes back. */
@NullMarked
package io.sockee.routing;

import org.jspecify.annotations.NullMarked;
