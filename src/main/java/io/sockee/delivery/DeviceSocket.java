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
     * @param answered run when it comes; must not block
     */
    void ask(Event event, Runnable answered);

    /** Runs a task when the socket has gone, or now if it has. */
    void whenGone(Runnable task);
}
