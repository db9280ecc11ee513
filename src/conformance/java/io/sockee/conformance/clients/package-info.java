/** What the tests of the official Socket.IO client for JavaScript expect of their server; without {@code ClientSuite} nothing answers. */
@NullMarked
package io.sockee.conformance.clients;

import org.jspecify.annotations.NullMarked;
