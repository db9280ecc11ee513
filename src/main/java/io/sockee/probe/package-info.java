/** Proves the build on both servers; goes when the real packages come. */
@NullMarked
package io.sockee.probe;

import org.jspecify.annotations.NullMarked;
