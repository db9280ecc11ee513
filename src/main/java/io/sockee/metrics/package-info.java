/** What the server counts. */
@NullMarked
package io.sockee.metrics;

import org.jspecify.annotations.NullMarked;
