/** Tests of who may use the admin UI, and of what it is shown. */
@NullMarked
package io.sockee.admin;

import org.jspecify.annotations.NullMarked;
