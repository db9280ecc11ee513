package io.sockee.connection;

/**
 * One client's connection, whatever carries it at the moment. Every method may be called from any thread, and none of
 * them blocks.
 */
public interface Connection {

    /** How the connection began. */
    HandshakeRequest handshake();

    /** The name of the transport in use, such as {@code polling} or {@code websocket}. */
    String transport();

    /**
     * Queues frames. They leave in the order in which they were queued, once {@link #flush()} is called. When the
     * queue is full, the connection is closed with {@link CloseReason#SEND_QUEUE_FULL} or, where the settings say so,
     * these frames are dropped and it goes on.
     *
     * @return whether the frames were queued; false when the connection is closed or its queue full
     */
    boolean queue(Frames frames);

    /**
     * Takes room in the queue for frames that somebody keeps to queue them later. They count as if they were queued, and at the
     * bound the same happens.
     *
     * @return whether there was room; if so, {@link #release} has to follow
     */
    boolean hold(Frames frames);

    /** Gives back the room of frames that are held: they are about to be queued, or will not be sent. */
    void release(Frames frames);

    /** Sends what is queued as far as the transport takes it. */
    void flush();

    /** Queues frames and sends them. */
    default boolean send(Frames frames) {
        boolean queued = queue(frames);
        flush();
        return queued;
    }

    /**
     * Runs a task once nothing waits in the queue any more: now, if nothing does, else on the thread that hands the last frame to
     * the transport. It must not block. Dropped when the connection ends.
     */
    void whenDrained(Runnable task);

    /** Whether a frame that is sent now would go to the transport at once. */
    boolean isWritable();

    /**
     * Sends what is queued, then ends the connection; what has not gone out after a while is dropped. The listener is told
     * at once, and receives nothing after that. Does nothing when the connection has been closed or has ended.
     */
    void close(CloseReason reason);

    /**
     * Runs an input of this connection that does not come from its transport, such as a time-out: on this thread if none is
     * running, else behind those that are waiting. Inputs never overlap; they must not block.
     */
    void execute(Runnable input);
}
