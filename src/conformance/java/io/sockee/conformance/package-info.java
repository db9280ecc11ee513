/** Built only with {@code -Pconformance}; never in the default WAR. */
@NullMarked
package io.sockee.conformance;

import org.jspecify.annotations.NullMarked;
