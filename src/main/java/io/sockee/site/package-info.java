/** The websites that push through this server, and their configuration, read and checked once. Pure except for the file. */
@NullMarked
package io.sockee.site;

import org.jspecify.annotations.NullMarked;
