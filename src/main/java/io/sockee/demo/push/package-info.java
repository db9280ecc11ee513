/** The website of the demo of the push gateway. */
@NullMarked
package io.sockee.demo.push;

import org.jspecify.annotations.NullMarked;
