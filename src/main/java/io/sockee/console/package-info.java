/** What the console shows of a running server, in answers of a bounded size. */
@NullMarked
package io.sockee.console;

import org.jspecify.annotations.NullMarked;
