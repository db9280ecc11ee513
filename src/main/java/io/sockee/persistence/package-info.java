/** The database: migrated and checked when it is first reached, asked in transactions of the server. */
@NullMarked
package io.sockee.persistence;

import org.jspecify.annotations.NullMarked;
