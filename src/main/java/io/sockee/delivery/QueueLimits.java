package io.sockee.delivery;

/**
 * How much may wait for one device. Past either bound its queue is cleared, and the device told to get everything anew.
 *
 * @param messages how many messages
 * @param bytes the characters of their JSON
 */
public record QueueLimits(int messages, long bytes) {

    /** A comma and the id, if the device asks for ids; there is more of it than needed. */
    private static final int BESIDE_EACH = 64;

    /** What greets the device before its batch. */
    private static final int GREETING = 1024;

    /** Characters that a connection must have room for, so that a device gets all that may have waited for it. */
    public long longestBatch() {
        return Math.max(bytes, Message.MAX_PAYLOAD) + (long) BESIDE_EACH * messages + GREETING;
    }
}
