/** Authentication modules: chosen by name from sockets, from handshakes and over HTTP. */
@NullMarked
package io.sockee.authentication;

import org.jspecify.annotations.NullMarked;
