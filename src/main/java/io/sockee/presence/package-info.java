/**
 * Who is here: the users that are online, and the presences of rooms with what they want known of themselves. Pure: no clock, no
 * threads of its own; other nodes are behind a port.
 */
@NullMarked
package io.sockee.presence;

import org.jspecify.annotations.NullMarked;
