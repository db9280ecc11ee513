/** Authentication modules, for tests. */
@NullMarked
package io.sockee.it.who;

import org.jspecify.annotations.NullMarked;
