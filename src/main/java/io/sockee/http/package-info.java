/** Resources over HTTP: JSON in and out, with the rules and the envelope of the sockets. */
@NullMarked
package io.sockee.http;

import org.jspecify.annotations.NullMarked;
