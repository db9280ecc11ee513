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

    /** So many chars of entries are enough for one message. */
    static final int MOST_CHARS = 32_768;

    private PresenceText() {}

    /** All that are there; what does not go into the first message follows as if it had just come. */
    static List<Event> state(String room, Collection<Present> present) {
        List<Event> events = new ArrayList<>(1);
        for (List<Present> piece : pieces(present)) {
            events.add(event(room, events.isEmpty() ? "state" : "joined", piece));
        }
        return events.isEmpty() ? List.of(event(room, "state", List.of())) : events;
    }

    /** The last that a watcher hears: who is there is not told any more. */
    static Event over(String room) {
        return end(begin(room).append(",\"state\":{},\"over\":true"));
    }

    /** Who has left and who has come: one message, unless it would be large. */
    static List<Event> difference(String room, Collection<Present> left, Collection<Present> joined) {
        List<List<Present>> gone = pieces(left);
        List<List<Present>> come = pieces(joined);
        if (gone.size() == 1 && come.size() == 1) {
            StringBuilder text = begin(room);
            part("left", gone.get(0), text);
            part("joined", come.get(0), text);
            return List.of(end(text));
        }
        List<Event> events = new ArrayList<>(gone.size() + come.size());
        gone.forEach(piece -> events.add(event(room, "left", piece)));
        come.forEach(piece -> events.add(event(room, "joined", piece)));
        return events;
    }

    private static List<List<Present>> pieces(Collection<Present> all) {
        List<List<Present>> pieces = new ArrayList<>(1);
        List<Present> piece = new ArrayList<>();
        int chars = 0;
        for (Present one : all) {
            if (piece.size() == MOST_IN_ONE || chars > MOST_CHARS) {
                pieces.add(piece);
                piece = new ArrayList<>();
                chars = 0;
            }
            piece.add(one);
            chars += one.key().length() + one.metadata().length();
        }
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
        return pieces;
    }

    private static Event event(String room, String name, List<Present> present) {
        StringBuilder text = begin(room);
        part(name, present, text);
        return end(text);
    }

    private static StringBuilder begin(String room) {
        StringBuilder text = new StringBuilder("{\"room\":");
        quote(room, text);
        return text;
    }

    private static Event end(StringBuilder text) {
        return new Event(EVENT, RawArguments.of(List.of(text.append('}').toString()), List.of()));
    }

    /** Those of one key together. What has left is known by its ref. */
    private static void part(String name, List<Present> present, StringBuilder to) {
        to.append(",\"").append(name).append("\":{");
        Map<String, List<Present>> keys = new LinkedHashMap<>();
        present.forEach(one ->
                keys.computeIfAbsent(one.key(), key -> new ArrayList<>(1)).add(one));
        String between = "";
        for (Map.Entry<String, List<Present>> key : keys.entrySet()) {
            quote(key.getKey(), to.append(between));
            entries(key.getValue(), !name.equals("left"), to.append(':'));
            between = ",";
        }
        to.append('}');
    }

    private static void entries(List<Present> present, boolean metadata, StringBuilder to) {
        String before = "[";
        for (Present one : present) {
            quote(one.ref(), to.append(before).append("{\"ref\":"));
            if (metadata) {
                to.append(",\"meta\":").append(one.metadata());
            }
            to.append('}');
            before = ",";
        }
        to.append(']');
    }

    private static void quote(String text, StringBuilder to) {
        to.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, to);
        to.append('"');
    }
}
