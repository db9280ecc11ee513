package io.sockee.console;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sockee.traffic.Line;
import io.sockee.traffic.TrafficLog;
import io.sockee.traffic.Wish;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Begins, shows and ends watches of the traffic log, as requests ask for it. Safe for any thread; does not block. */
public final class TrafficData {
    /** How many lines one answer has at most. */
    static final int PAGE = 500;

    private static final Logger LOG = System.getLogger(TrafficData.class.getName());
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_ID = 255;

    /**
     * What one watch may take at most.
     *
     * @param payload how many chars of a packet's arguments may be shown; 0 for none
     */
    public record Bounds(int seconds, int lines, int payload) {}

    /** An answer. */
    public record Answer(int status, ObjectNode json) {}

    /** A request asks for what cannot be. */
    private static final class WrongException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongException(String message) {
            super(message);
        }
    }

    private final TrafficLog log;
    private final Bounds bounds;
    private final Known readers = new Known();

    /** Who is known to read what, as far as it is remembered: whoever reads again is told of in the log only once. */
    private static final class Known {
        private static final int MOST = 100;

        private record Reader(long watch, String who) {}

        private final Set<Reader> readers = new LinkedHashSet<>(); // guarded by this

        synchronized boolean isNew(long watch, String who) {
            if (!readers.add(new Reader(watch, who))) {
                return false;
            }
            if (readers.size() > MOST) {
                readers.remove(readers.iterator().next());
            }
            return true;
        }
    }

    public TrafficData(TrafficLog log, Bounds bounds) {
        this.log = log;
        this.bounds = bounds;
    }

    /**
     * Answers a request.
     *
     * @param method GET, POST or DELETE
     * @param query its query
     * @param who who asks, for the log
     */
    public Answer answer(String method, Map<String, String> query, String who) {
        try {
            return switch (method) {
                case "POST" -> begin(query, who);
                case "DELETE" -> end(query, who);
                default -> show(query, who);
            };
        } catch (WrongException e) {
            return problem(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer begin(Map<String, String> query, String who) {
        String socket = query.getOrDefault("socket", "");
        String user = query.getOrDefault("user", "");
        if (socket.isEmpty() == user.isEmpty()) {
            throw new WrongException("Say whose packets are to be written down: socket=ID or user=ID.");
        }
        String id = socket + user;
        if (id.length() > MAX_ID) {
            throw new WrongException("An id has " + MAX_ID + " characters at most.");
        }
        Wish wish = new Wish(
                user.isEmpty() ? Wish.Whose.SOCKET : Wish.Whose.USER,
                id,
                Duration.ofSeconds(number(query, "seconds", Math.min(60, bounds.seconds()), 1, bounds.seconds())),
                number(query, "lines", Math.min(500, bounds.lines()), 1, bounds.lines()),
                payload(query));
        Optional<TrafficLog.Seen> begun = log.begin(wish);
        if (begun.isEmpty()) {
            return problem(
                    409,
                    "There are " + TrafficLog.MAX_WATCHES
                            + " watches already. End one (DELETE, id=…), or wait until one ends.");
        }
        boolean unused = readers.isNew(begun.get().id(), who); // it is in the log with this line
        LOG.log(
                Level.INFO,
                "Watch {0} of the traffic log: the packets of {1} {2} are written down for {3} s, {4}. Asked for by {5}.",
                String.valueOf(begun.get().id()),
                name(wish.whose()),
                plain(id),
                String.valueOf(wish.time().toSeconds()),
                wish.payload() == 0 ? "without payloads" : "with the beginnings of their payloads",
                plain(who));
        return new Answer(201, json(begun.get()));
    }

    /** What a client may have chosen must not break the log's line. */
    private static String plain(String text) {
        return text.replaceAll("[^\\p{Graph} ]", "_");
    }

    private int payload(Map<String, String> query) {
        if (bounds.payload() == 0
                && query.containsKey("payload")
                && !query.get("payload").equals("0")) {
            throw new WrongException("Payloads may not be shown here: sockee.traffic.max-payload is 0.");
        }
        return number(query, "payload", 0, 0, bounds.payload());
    }

    private static int number(Map<String, String> query, String name, int usual, int min, int max) {
        String text = query.get(name);
        if (text == null) {
            return usual;
        }
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (number < min || number > max) {
            throw new WrongException(name + " must be a number from " + min + " to " + max + ".");
        }
        return number;
    }

    private Answer end(Map<String, String> query, String who) {
        if (!query.containsKey("id")) {
            throw new WrongException("Say which watch is to end: id=NUMBER.");
        }
        long id = number(query, "id", 0, 0, Integer.MAX_VALUE);
        if (!log.end(id)) {
            return unknown();
        }
        LOG.log(Level.INFO, "Watch {0} of the traffic log was ended by {1}.", String.valueOf(id), plain(who));
        return lines(id, Long.MAX_VALUE);
    }

    private Answer show(Map<String, String> query, String who) {
        if (query.containsKey("id")) {
            long id = number(query, "id", 0, 0, Integer.MAX_VALUE);
            Answer lines = lines(id, number(query, "after", 0, 0, Integer.MAX_VALUE));
            if (lines.status() == 200 && readers.isNew(id, who)) {
                LOG.log(Level.INFO, "Watch {0} of the traffic log is read by {1}.", String.valueOf(id), plain(who));
            }
            return lines;
        }
        ObjectNode all = JSON.createObjectNode();
        ArrayNode watches = all.putArray("watches");
        log.watches().forEach(watch -> watches.add(json(watch)));
        return new Answer(200, all);
    }

    private Answer lines(long id, long after) {
        Optional<TrafficLog.Seen> seen = log.lines(id, after, PAGE);
        if (seen.isEmpty()) {
            return unknown();
        }
        ObjectNode watch = json(seen.get());
        ArrayNode lines = watch.putArray("items");
        seen.get().lines().forEach(line -> lines.add(json(line)));
        return new Answer(200, watch.put("more", seen.get().more()));
    }

    private static Answer unknown() {
        return problem(404, "There is no watch of this id, or none any more.");
    }

    private static Answer problem(int status, String why) {
        return new Answer(status, JSON.createObjectNode().put("error", why));
    }

    private static ObjectNode json(TrafficLog.Seen watch) {
        Wish wish = watch.wish();
        return JSON.createObjectNode()
                .put("id", watch.id())
                .put(name(wish.whose()), wish.id())
                .put("until", Instant.ofEpochMilli(watch.until()).toString())
                .put("ended", watch.end())
                .put("lines", watch.count())
                .put("maxLines", wish.lines())
                .put("payload", wish.payload());
    }

    private static ObjectNode json(Line line) {
        ObjectNode all = JSON.createObjectNode()
                .put("number", line.number())
                .put("time", Instant.ofEpochMilli(line.millis()).toString())
                .put("way", name(line.way()))
                .put("kind", name(line.kind()))
                .put("socket", line.socket())
                .put("namespace", line.namespace());
        if (line.event() != null) {
            all.put("event", line.event());
        }
        if (line.hasAckId()) {
            all.put("ackId", line.ackId());
        }
        all.put("size", line.size());
        if (line.payload() != null) {
            all.put("payload", line.payload());
        }
        return all;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
