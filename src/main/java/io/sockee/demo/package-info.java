/** The controllers of the demo page. */
@NullMarked
package io.sockee.demo;

import org.jspecify.annotations.NullMarked;
