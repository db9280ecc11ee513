/**
 * What the tests of the official Socket.IO client for JavaScript expect of their server. Without {@code ClientSuite} their namespaces
 * refuse whoever comes, and nobody is refused or kept waiting in the main one; its events are answered in any case, as those of the
 * conformance profile are, which is no server for the public.
 */
@NullMarked
package io.sockee.conformance.clients;

import org.jspecify.annotations.NullMarked;
