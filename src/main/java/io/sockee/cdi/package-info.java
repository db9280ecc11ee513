/** What Sockee adds to CDI: the scope of a socket, interceptors of controllers, events, and beans to inject. */
@NullMarked
package io.sockee.cdi;

import org.jspecify.annotations.NullMarked;
