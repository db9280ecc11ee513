package io.sockee.connection;

/**
 * What an adapter tells of one WebSocket: each message, one at a time and in order, and the end. All of it is run in the
 * mailbox of the connection. Nothing blocks except {@link #awaitOthers}.
 *
 * <p>Most often the adapter's thread runs an input itself, and so reads no faster than inputs are run. When another thread is at
 * work on this connection, inputs wait. Their number is bounded by the adapter: before it brings more, it either waits
 * ({@link #awaitOthers}) or, where its thread must not block, reads on only when it is told ({@link #isBehind}).
 */
public interface WebSocketInput {

    /** How many inputs may wait for another thread that is busy with this connection before no more are read. */
    int MAX_WAITING = 1024;

    /** How long it may take, in milliseconds, after a WebSocket has gone, until a better reason is known: see {@link #goingAway}. */
    long GOING_AWAY_PAUSE = 250;

    /** A text message. */
    void text(String message);

    /** A binary message, whose bytes must not be changed afterwards. */
    void binary(byte[] message);

    /** A pong: the answer to a ping, or one that nobody has asked for. */
    void pong();

    /** Blocks while too many inputs wait for another thread that is busy with this connection. */
    void awaitOthers();

    /** Whether too many inputs wait for another thread that is busy with this connection. */
    boolean isBehind();

    /** Runs a task, which must not block, when what waits by now has been run: perhaps at once, perhaps by another thread. */
    void onceCaughtUp(Runnable task);

    /** It has closed. */
    void closed();

    /**
     * It has been closed with code 1001, going away: by a client that leaves its page, or by a container that stops the
     * application and closes WebSockets before it tells the application. So the connection ends a moment later, unless the
     * application's stop, with its own reason, comes first.
     */
    void goingAway();

    /** It has failed. */
    void failed();
}
