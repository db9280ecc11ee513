/** When an emit leaves: at once, or with the commit of the transaction that it was made in. */
@NullMarked
package io.sockee.transaction;

import org.jspecify.annotations.NullMarked;
