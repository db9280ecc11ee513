/** What the compiler checks in an application: the events that it says to emit. Of the compiler's own interfaces alone. */
@NullMarked
package io.sockee.processor;

import org.jspecify.annotations.NullMarked;
