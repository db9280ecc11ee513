/** What an application imports: annotations for its controllers, and the sockets they talk to. */
@NullMarked
package io.sockee.api;

import org.jspecify.annotations.NullMarked;
