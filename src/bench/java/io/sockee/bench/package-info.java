/** Built only with {@code -Pbench}; never in the default WAR. */
@NullMarked
package io.sockee.bench;

import org.jspecify.annotations.NullMarked;
