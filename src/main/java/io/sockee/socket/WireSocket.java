package io.sockee.socket;

import io.sockee.api.Socket;
import io.sockee.event.Event;

/** A socket as Sockee's own parts use it: with events that are JSON already, and without the guards of applications. */
public interface WireSocket extends Socket {

    /** Sends an event at once, whatever transaction the thread is in. */
    void send(Event event);

    /**
     * Sends an event at once and asks for an answer, however long that takes. Nothing bounds how many are awaited: that is
     * up to the caller.
     *
     * @param answered run when the client answers, never when the socket goes; it must not block
     */
    void ask(Event event, Runnable answered);

    /**
     * Runs a task when the socket has gone, or now if it has. Tasks run in the order in which they came.
     *
     * @param task run once; it must not block
     */
    void whenGone(Runnable task);
}
