/** How often something may happen: rates, and buckets of tokens by which they are kept. Pure; time comes in from outside. */
@NullMarked
package io.sockee.limit;

import org.jspecify.annotations.NullMarked;
