package io.sockee.admin;

import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.socket.WireSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way to one admin. What it is told of sockets and rooms always goes out, and counts as what waits on its connection, which ends when
 * that is too much. Of events a bounded number waits; what comes beyond it is left out. Any thread; does not block.
 */
final class Viewer {
    private final WireSocket socket;
    private final AdminOptions.Window window;
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Viewer(WireSocket socket, AdminOptions.Window window) {
        this.socket = socket;
        this.window = window;
    }

    /** Tells something that must not be left out; each argument in JSON. */
    void tell(String event, String... arguments) {
        socket.send(new Event(event, RawArguments.of(List.of(arguments), List.of())));
    }

    /** Whether an event more may wait. */
    boolean hasRoom() {
        return events.get() < window.events() && bytes.get() < window.bytes();
    }

    /** Tells of an event, unless too many of them wait; whether it was told. */
    boolean tellOfEvent(String event, RawArguments arguments) {
        long size = arguments.size();
        if (!hasRoom() || bytes.get() + size > window.bytes()) {
            return false;
        }
        bytes.addAndGet(size);
        boolean first = events.getAndIncrement() == 0;
        socket.send(new Event(event, arguments));
        if (first) { // behind the event, else nothing would wait yet
            socket.whenDrained(this::drained);
        }
        return true;
    }

    private void drained() {
        events.set(0);
        bytes.set(0);
    }
}
