/** The server's side of Socket.IO's admin UI: the namespace by which it is told what goes on, and asks for changes. */
@NullMarked
package io.sockee.admin;

import org.jspecify.annotations.NullMarked;
