@NullMarked
package io.sockee.document;

import org.jspecify.annotations.NullMarked;
