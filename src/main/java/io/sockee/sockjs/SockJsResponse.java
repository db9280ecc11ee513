package io.sockee.sockjs;

import io.sockee.connection.WebSocketChannel.Sent;

/**
 * Answers one request that receives messages, implemented by an adapter to a container. Called from any thread; nothing blocks.
 * One chunk is under way at a time: {@link #write} is called again only when the chunk before has told its outcome. The
 * adapter reports a client that has gone, and an answer whose end does not reach its client, to {@link SockJsServer#aborted}.
 */
public interface SockJsResponse {
    /** Bytes a second: who reads as slowly as this is still there. */
    int SLOWEST = 4096;

    /** Sends a part of the answer at once. */
    void write(byte[] chunk, Sent sent);

    /** Sends the last part, behind one that is under way, and ends the answer. Called once; nothing follows. */
    void finish(byte[] chunk);

    /** How many bytes the client's connection has taken so far, of an answer that comes in parts; of any other 0. */
    long taken();

    /** Whether the client has closed its connection, as far as the container can see. Asked before the answer's end only. */
    boolean isGone();
}
