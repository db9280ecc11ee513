@NullMarked
package io.sockee.console;

import org.jspecify.annotations.NullMarked;
