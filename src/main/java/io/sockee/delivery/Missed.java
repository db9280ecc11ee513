package io.sockee.delivery;

/**
 * A gap of which a device has to be told.
 *
 * @param why why messages were left out
 * @param upTo the queue's last place at that time; a device that knows of an earlier gap need not know of this one
 */
record Missed(Gap why, long upTo) {}
