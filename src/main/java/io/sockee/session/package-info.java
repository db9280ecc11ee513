/** Real-time sessions: what outlives a client's connections. */
@NullMarked
package io.sockee.session;

import org.jspecify.annotations.NullMarked;
