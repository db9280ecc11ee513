/** Wiring, settings, life cycle. */
@NullMarked
package io.sockee.boot;

import org.jspecify.annotations.NullMarked;
