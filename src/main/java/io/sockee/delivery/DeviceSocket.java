package io.sockee.delivery;

import io.sockee.event.Event;

/** The socket by which a device is connected. Safe for any thread; nothing blocks. */
public interface DeviceSocket {

    /** Tells it from all others, those of other nodes too. */
    String id();

    /** Sends an event. */
    void send(Event event);

    /**
     * Sends an event and asks for an answer.
     *
     * @param answered run, on any thread, when the answer comes; not when the socket goes first. Must not block
     * @return gives the answer up: for what need not be answered any more, since some clients never answer
     */
    Runnable ask(Event event, Runnable answered);

    /** Runs a task, which must not block, when the socket goes, or now if it has gone. */
    void whenGone(Runnable task);
}
