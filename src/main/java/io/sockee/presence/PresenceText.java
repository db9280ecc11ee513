package io.sockee.presence;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the clients that watch a room are sent: {@code {"room":…,"state":{"key":[{"ref":…,"meta":…}]}}}, or what has changed since. */
final class PresenceText {
    /** The name of the event. */
    static final String EVENT = "sockee:presence";

    /** More in one message would hold up what waits behind it. */
    static final int MOST_IN_ONE = 500;

    private PresenceText() {}

    /** All that are there; what does not go into the first message follows as if it had just come. */
    static List<Event> state(String room, Collection<Present> present) {
        List<Present> all = List.copyOf(present);
        List<Event> events = new ArrayList<>(1 + all.size() / MOST_IN_ONE);
        events.add(event(room, Map.of("state", all.subList(0, Math.min(MOST_IN_ONE, all.size())))));
        for (int from = MOST_IN_ONE; from < all.size(); from += MOST_IN_ONE) {
            events.add(event(room, Map.of("joined", all.subList(from, Math.min(from + MOST_IN_ONE, all.size())))));
        }
        return events;
    }

    /** Who has left and who has come. */
    static Event difference(String room, Collection<Present> left, Collection<Present> joined) {
        Map<String, Collection<Present>> parts = new LinkedHashMap<>();
        parts.put("left", left);
        parts.put("joined", joined);
        return event(room, parts);
    }

    private static Event event(String room, Map<String, ? extends Collection<Present>> parts) {
        StringBuilder text = new StringBuilder("{\"room\":");
        quote(room, text);
        parts.forEach((name, present) -> {
            text.append(",\"").append(name).append("\":");
            byKey(present, text);
        });
        return new Event(EVENT, RawArguments.of(List.of(text.append('}').toString()), List.of()));
    }

    private static void byKey(Collection<Present> present, StringBuilder to) {
        Map<String, List<Present>> keys = new LinkedHashMap<>();
        present.forEach(one ->
                keys.computeIfAbsent(one.key(), key -> new ArrayList<>(1)).add(one));
        to.append('{');
        keys.forEach((key, all) -> {
            quote(key, to.append(to.charAt(to.length() - 1) == '{' ? "" : ","));
            to.append(":[");
            for (Present one : all) {
                to.append(to.charAt(to.length() - 1) == '[' ? "" : ",").append("{\"ref\":");
                quote(one.ref(), to);
                to.append(",\"meta\":").append(one.metadata()).append('}');
            }
            to.append(']');
        });
        to.append('}');
    }

    private static void quote(String text, StringBuilder to) {
        to.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, to);
        to.append('"');
    }
}
