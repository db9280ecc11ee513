/** Binds a connection to namespaces, rooms and controllers. */
@NullMarked
package io.sockee.session;

import org.jspecify.annotations.NullMarked;
