package io.sockee.delivery;

/**
 * How much may wait for one device. When a message would pass either bound, the queue is cleared, and the device is told to get
 * everything anew.
 *
 * @param messages how many messages may wait
 * @param bytes how many chars their JSON may have together
 */
public record QueueLimits(int messages, long bytes) {

    /** Chars added to each message: a comma and the id, if the device asks for ids; rounded up. */
    private static final int BESIDE_EACH = 64;

    /** Chars of the greeting before the waiting messages, rounded up. */
    private static final int GREETING = 1024;

    /** How many chars a connection must have room for, so that a device can get all that may wait for it. */
    public long longestBatch() {
        return Math.max(bytes, Message.MAX_PAYLOAD) + (long) BESIDE_EACH * messages + GREETING;
    }
}
