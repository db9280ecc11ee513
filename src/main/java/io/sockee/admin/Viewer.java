package io.sockee.admin;

import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.socket.WireSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way to one admin. Of events, and apart from them of changes, a bounded number waits; what comes beyond it is left out. Who has
 * missed a change is behind: it is told of no further ones, but gets the list of all sockets anew once nothing waits for it any more.
 * So its connection is not ended for what others do. Any thread; does not block.
 */
final class Viewer {
    private final WireSocket socket;
    private final Waiting events;
    private final Waiting changes;
    private boolean behind; // guarded by whoever tells of changes

    /** What waits of one kind. Several threads may each pass the bound by one message. */
    private static final class Waiting {
        private final AdminOptions.Window window;
        private final AtomicInteger messages = new AtomicInteger();
        private final AtomicLong bytes = new AtomicLong();

        Waiting(AdminOptions.Window window) {
            this.window = window;
        }

        boolean hasRoom(long size) {
            return messages.get() < window.messages() && bytes.get() + size <= window.bytes();
        }

        /** Counts a message; whether it is the first. */
        boolean add(long size) {
            bytes.addAndGet(size);
            return messages.getAndIncrement() == 0;
        }

        void clear() {
            messages.set(0);
            bytes.set(0);
        }
    }

    Viewer(WireSocket socket, AdminOptions.Window window) {
        this.socket = socket;
        this.events = new Waiting(window);
        this.changes = new Waiting(window);
    }

    private static Event event(String name, String... arguments) {
        return new Event(name, RawArguments.of(List.of(arguments), List.of()));
    }

    /** Tells what belongs to the beginning, and must not be left out; each argument in JSON. */
    void tell(String event, String... arguments) {
        socket.send(event(event, arguments));
    }

    /** Whether an event more may wait. */
    boolean hasRoom() {
        return events.hasRoom(1);
    }

    /** Tells of an event, unless too many of them wait; whether it was told. */
    boolean tellOfEvent(String event, RawArguments arguments) {
        if (!events.hasRoom(arguments.size())) {
            return false;
        }
        send(events, new Event(event, arguments));
        return true;
    }

    /** Tells what will be told anew anyway, unless too much waits. */
    void tellFigures(String event, String... arguments) {
        boolean unused = offer(event(event, arguments));
    }

    /** Tells of a change; with one that cannot be told, the admin is behind. */
    void tellOfChange(String event, String... arguments) {
        if (!behind && !offer(event(event, arguments))) {
            behind = true;
        }
    }

    private boolean offer(Event event) {
        if (!changes.hasRoom(event.arguments().size())) {
            return false;
        }
        send(changes, event);
        return true;
    }

    /** What it has been told does not hold any more. */
    void fallBehind() {
        behind = true;
    }

    /** Whether it is behind, and could take the list of all sockets: nothing waits for it. */
    boolean canCatchUp() {
        return behind && changes.messages.get() == 0 && events.messages.get() == 0;
    }

    /** Tells it everything, which it must {@linkplain #canCatchUp be able to take}. */
    void catchUp(String event, String list) {
        behind = false;
        send(changes, event(event, list));
    }

    private void send(Waiting kind, Event event) {
        boolean first = kind.add(event.arguments().size());
        socket.send(event);
        if (first) { // behind the event, else nothing would wait yet
            socket.whenDrained(this::drained);
        }
    }

    private void drained() {
        events.clear();
        changes.clear();
    }
}
