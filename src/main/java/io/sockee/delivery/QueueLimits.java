package io.sockee.delivery;

/**
 * How much may wait for one device. Past either bound its queue is cleared, and the device told to get everything anew.
 *
 * @param messages how many messages
 * @param bytes the characters of their JSON
 */
public record QueueLimits(int messages, long bytes) {}
