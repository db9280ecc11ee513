package io.sockee.admin;

import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.socket.Traffic;
import io.sockee.socket.WireSocket;
import java.util.List;
import java.util.function.Supplier;

/** Tells the admins of each event of other sockets, as far as they keep up. Any thread; takes no lock. */
final class EventFeed implements Traffic {
    static final int LARGEST_EVENT = 16_384;

    private final List<Viewer> viewers;
    private final Counters counters;
    private final Supplier<String> now;

    /**
     * @param viewers the admins, who come and go meanwhile
     * @param now the time, as they are told it
     */
    EventFeed(List<Viewer> viewers, Counters counters, Supplier<String> now) {
        this.viewers = viewers;
        this.counters = counters;
        this.now = now;
    }

    @Override
    public void received(WireSocket socket, Event event) {
        if (!viewers.isEmpty()) {
            tellOfEvent("event_received", socket, event);
        }
    }

    @Override
    public void sent(WireSocket socket, Event event) {
        if (!viewers.isEmpty()) {
            tellOfEvent("event_sent", socket, event);
        }
    }

    private void tellOfEvent(String kind, WireSocket socket, Event event) {
        if (socket.namespace().equals(Admin.NAMESPACE)) {
            return; // else each word to an admin would be told to it, for ever
        }
        if (viewers.stream().noneMatch(Viewer::hasRoom)) { // before anything is made for them
            counters.count(Counter.ADMIN_EVENTS_LEFT_OUT, viewers.size());
            return;
        }
        RawArguments sent = event.arguments();
        boolean large = sent.size() > LARGEST_EVENT;
        StringBuilder list = new StringBuilder("[").append(Shown.quote(event.name()));
        if (large) {
            list.append(',').append(Shown.quote("(" + sent.size() + " bytes, too large to be shown)"));
        } else if (sent.count() > 0) {
            list.append(',');
            sent.appendTo(list);
        }
        RawArguments told = RawArguments.of(
                List.of(
                        Shown.quote(socket.namespace()),
                        Shown.quote(socket.id()),
                        list.append(']').toString(),
                        now.get()),
                large ? List.of() : sent.attachments());
        for (Viewer viewer : viewers) {
            if (!viewer.tellOfEvent(kind, told)) {
                counters.count(Counter.ADMIN_EVENTS_LEFT_OUT);
            }
        }
    }
}
