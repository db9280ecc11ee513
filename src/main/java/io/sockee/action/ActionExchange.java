package io.sockee.action;

import java.util.Map;

/** What carries the answer to one call over HTTP, implemented by an adapter to a container. Any thread; nothing blocks. */
public interface ActionExchange {

    /** Answers, once. */
    void answer(ActionAnswer answer);

    /**
     * Begins an answer that comes in parts, in the place of {@link #answer}.
     *
     * @param headers besides those of every answer
     * @param gone run once when the client has gone
     */
    EventStream stream(Map<String, String> headers, Runnable gone);

    /** Nothing of what {@link #stream} has begun will be sent any more, nor looked at; once. */
    default void over() {}

    /**
     * Events for the client, as {@code text/event-stream}. One chunk is under way at a time: {@link #write} is called again only
     * when the chunk before has gone.
     */
    interface EventStream {

        /** Sends a part. */
        void write(byte[] chunk, Runnable sent);

        /** Sends the last part, when none is under way, and ends the answer. */
        void finish(byte[] chunk);

        /** How many bytes the client's connection has taken: it tells whether anything goes out. */
        long taken();

        /** Ends the answer as it is: the client takes nothing any more. */
        void abandon();

        /** Whether the client has closed its connection, as far as the container can see. */
        boolean isGone();
    }
}
