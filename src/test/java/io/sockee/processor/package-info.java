@NullMarked
package io.sockee.processor;

import org.jspecify.annotations.NullMarked;
