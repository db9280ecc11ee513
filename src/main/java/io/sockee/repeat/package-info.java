/** Calls that a client repeats after a reconnect: each runs once. Pure; what runs and what is sent are others' business. */
@NullMarked
package io.sockee.repeat;

import org.jspecify.annotations.NullMarked;
