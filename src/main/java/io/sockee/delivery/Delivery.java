package io.sockee.delivery;

/**
 * A message in the queue of a device.
 *
 * @param seq its place in the device's queue; one more than that of the message before
 */
record Delivery(long seq, Message message) {}
