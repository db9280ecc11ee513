/** Users, their tokens, and the rules by which they register, log in, and are recognised. */
@NullMarked
package io.sockee.identity;

import org.jspecify.annotations.NullMarked;
