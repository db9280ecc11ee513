/** Who a message is for. */
@NullMarked
package io.sockee.address;

import org.jspecify.annotations.NullMarked;
