/**
 * Durable queues, one for each device of a website's user: what was accepted waits until the device has acknowledged it.
 */
@NullMarked
package io.sockee.delivery;

import org.jspecify.annotations.NullMarked;
