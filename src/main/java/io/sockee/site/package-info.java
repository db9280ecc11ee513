/** The websites that push through this server: what is configured of them, read and checked once. Pure but for the file. */
@NullMarked
package io.sockee.site;

import org.jspecify.annotations.NullMarked;
