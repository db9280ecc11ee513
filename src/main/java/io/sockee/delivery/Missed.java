package io.sockee.delivery;

/**
 * What a device has missed, and has to be told of.
 *
 * @param why why it was left out
 * @param upTo the last place when it was: what a device is told of an earlier one says nothing of this
 */
record Missed(Gap why, long upTo) {}
