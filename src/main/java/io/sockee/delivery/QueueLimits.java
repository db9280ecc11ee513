package io.sockee.delivery;

/**
 * How much may wait for one device. When a message would pass either bound, the queue is cleared, and the device is told to get
 * everything anew.
 *
 * @param messages how many messages may wait
 * @param bytes how many chars their JSON may have together
 */
public record QueueLimits(int messages, long bytes) {

    /**
     * How many chars of JSON a device that comes back gets in one event; a longer message is alone in one. It acknowledges what has
     * come whole, and its connection lasts for 45 seconds, by the heartbeat's defaults, while it reads without answering: what
     * does not come in that time would come again with each connection. So a line with 12 kbit/s gets on.
     */
    static final int BATCH = 65_536;

    /** Chars added to each message: a comma and the id, if the device asks for ids; rounded up. */
    private static final int BESIDE_EACH = 64;

    /** Chars around each batch, and of the greeting before them; rounded up. */
    private static final int AROUND = 1024;

    /** What goes out besides the batches: that the socket is connected, and the two events of the greeting. */
    private static final int GREETING = 3;

    private long longest() {
        return Math.max(bytes, Message.MAX_PAYLOAD);
    }

    /** Two batches that follow each other have more than one may have. */
    private long batches() {
        return Math.min(messages, 1 + 2 * (longest() / BATCH));
    }

    /** How many chars a connection must have room for, so that a device can get all that may wait for it. */
    public long charsAtOnce() {
        return longest() + (long) BESIDE_EACH * messages + AROUND * (1 + batches());
    }

    /** How many events a connection must have room for, for the same reason. */
    public long eventsAtOnce() {
        return batches() + GREETING;
    }
}
