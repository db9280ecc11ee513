/** Binds a connection to namespaces, rooms and controllers. */
@NullMarked
package io.sockee.socket;

import org.jspecify.annotations.NullMarked;
