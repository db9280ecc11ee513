package io.sockee.admin;

import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.socket.Traffic;
import io.sockee.socket.WireSocket;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Tells the admins of each event of the others' sockets, but not what logs somebody in. While no admin is there, nothing is looked at.
 * Safe for any thread; takes no lock.
 */
final class EventFeed implements Traffic {
    static final int LARGEST = 16_384;

    private final List<Viewer> viewers;
    private final Set<String> secret;
    private final Counters counters;
    private final Clock clock;

    /**
     * @param viewers those who are told, at any moment; safe for any thread
     * @param secret the names of events whose arguments are not told
     */
    EventFeed(List<Viewer> viewers, Set<String> secret, Counters counters, Clock clock) {
        this.viewers = viewers;
        this.secret = secret;
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public void received(WireSocket socket, Event event) {
        if (!viewers.isEmpty()) {
            tell("event_received", socket, event);
        }
    }

    @Override
    public void sent(WireSocket socket, Event event) {
        if (!viewers.isEmpty()) {
            tell("event_sent", socket, event);
        }
    }

    private void tell(String kind, WireSocket socket, Event event) {
        if (socket.namespace().equals(Admin.NAMESPACE)) {
            return; // else each word to an admin would be told to it, for ever
        }
        if (viewers.stream().noneMatch(Viewer::hasRoom)) { // before anything is made for them
            counters.count(Counter.ADMIN_EVENTS_LEFT_OUT, viewers.size());
            return;
        }
        RawArguments told = told(socket, event);
        for (Viewer viewer : viewers) {
            if (!viewer.tellOfEvent(kind, told)) {
                counters.count(Counter.ADMIN_EVENTS_LEFT_OUT);
            }
        }
    }

    private RawArguments told(WireSocket socket, Event event) {
        RawArguments all = event.arguments();
        StringBuilder list = new StringBuilder("[").append(Shown.quote(event.name()));
        boolean whole = false;
        if (secret.contains(event.name())) {
            list.append(',').append(Shown.quote(Shown.HIDDEN));
        } else if (all.size() > LARGEST) {
            list.append(',').append(Shown.quote("(" + all.size() + " bytes, too large to be shown)"));
        } else if (all.count() > 0) {
            list.append(',');
            all.appendTo(list);
            whole = true;
        }
        return RawArguments.of(
                List.of(
                        Shown.quote(socket.namespace()),
                        Shown.quote(socket.id()),
                        list.append(']').toString(),
                        Shown.quote(Instant.ofEpochMilli(clock.millis()).toString())),
                whole ? all.attachments() : List.of());
    }
}
