package io.sockee.traffic;

import io.sockee.api.Socket;
import io.sockee.connection.Timers;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.traffic.Line.Kind;
import io.sockee.traffic.Line.Way;
import io.sockee.wire.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what packets of single sockets or users come and go, while somebody has asked for it. It is kept in memory, bounded
 * in watches, in lines of each, in chars of each line and in time; auth payloads are never in it. Whoever has a packet asks {@link
 * #isOn} first, which costs the reading of one field. Safe for any thread; does not block.
 */
public final class TrafficLog {
    /** How many watches there may be at a time, those that have ended and are kept to be read included. */
    public static final int MAX_WATCHES = 5;

    /** For how long a watch that has ended can be read, in milliseconds, unless others need its place. */
    static final long KEPT = TimeUnit.MINUTES.toMillis(10);

    /** An event in which Sockee's own client wraps a call: two arguments of its own are before those of the call. */
    private static final String WRAPPED = Event.OWN + "call";

    private static final int OF_WRAPPING = 2;
    private static final Pattern NAME = Pattern.compile("\"[^\"\\\\]{1,255}\"");
    private static final int MAX_NAME = 255;

    /**
     * A watch, as it is at a moment.
     *
     * @param until when it ends, in milliseconds since the epoch
     * @param end why it has ended; null while it goes on
     * @param count how many lines there are
     * @param lines some of them
     * @param more whether others follow
     */
    public record Seen(
            long id, Wish wish, long until, @Nullable String end, int count, List<Line> lines, boolean more) {}

    private final Timers timers;
    private final LongSupplier millis;
    private final BiPredicate<String, String> secret;
    private volatile @Nullable List<Watch> on; // those that go on; null while there are none

    // Guarded by this.
    private final List<Watch> all = new ArrayList<>();
    private long lastId;

    /**
     * @param millis the time, in milliseconds since the epoch
     * @param secret whether events of a namespace and a name hold secrets: their arguments are not shown, nor are answers to them
     */
    public TrafficLog(Timers timers, LongSupplier millis, BiPredicate<String, String> secret) {
        this.timers = timers;
        this.millis = millis;
        this.secret = secret;
    }

    /** Whether anything is watched. */
    public boolean isOn() {
        return on != null;
    }

    /**
     * Begins a watch.
     *
     * @return empty when there are as many as there may be
     */
    public synchronized Optional<Seen> begin(Wish wish) {
        if (all.size() == MAX_WATCHES && !all.removeIf(new FirstEnded())) {
            return Optional.empty();
        }
        long time = wish.time().toMillis();
        Watch watch = new Watch(++lastId, wish, millis.getAsLong() + time);
        all.add(watch);
        choose();
        watch.next(timers.scheduleMillis(time, () -> end(watch, "time")));
        return Optional.of(watch.seen(0, 0));
    }

    /** The first one that has ended. */
    private static final class FirstEnded implements Predicate<Watch> {
        private boolean found;

        @Override
        public boolean test(Watch watch) {
            boolean first = !found && watch.hasEnded();
            found |= first;
            if (first) {
                watch.next(() -> {}); // nothing keeps it any more
            }
            return first;
        }
    }

    private void choose() {
        List<Watch> running = all.stream().filter(watch -> !watch.hasEnded()).toList();
        on = running.isEmpty() ? null : running;
    }

    private void end(Watch watch, String why) {
        if (watch.end(why)) {
            synchronized (this) {
                choose();
                if (all.contains(watch)) { // nobody has taken its place
                    watch.next(timers.scheduleMillis(KEPT, () -> forget(watch)));
                }
            }
        }
    }

    private synchronized void forget(Watch watch) {
        all.remove(watch);
    }

    /** Ends a watch, and keeps what it has written down for a while; false when there is none of that id. */
    public boolean end(long id) {
        Optional<Watch> known = watch(id);
        known.ifPresent(watch -> end(watch, "asked"));
        return known.isPresent();
    }

    private synchronized Optional<Watch> watch(long id) {
        return all.stream().filter(watch -> watch.id() == id).findFirst();
    }

    /** All watches, without their lines. */
    public synchronized List<Seen> watches() {
        return all.stream().map(watch -> watch.seen(0, 0)).toList();
    }

    /**
     * A watch with some of its lines.
     *
     * @param after the number of the last line that is known already
     * @param most how many lines at most
     */
    public Optional<Seen> lines(long id, long after, int most) {
        return watch(id).map(watch -> watch.seen(after, most));
    }

    /** A packet of a client. */
    public void received(Socket socket, Packet.InNamespace packet) {
        if (packet instanceof Packet.Emit emit) {
            event(Way.IN, socket, emit.event(), emit.ackId());
        } else if (packet instanceof Packet.Ack ack) {
            ack(Way.IN, socket, ack.arguments(), ack.ackId());
        } else {
            bare(Way.IN, packet instanceof Packet.Connect ? Kind.CONNECT : Kind.DISCONNECT, socket);
        }
    }

    /** An event, in or out. */
    public void event(Way way, Socket socket, Event event, long ackId) {
        each(socket, watch -> {
            RawArguments arguments = event.arguments();
            String inner = wrapped(event);
            String name = inner == null ? event.name() : inner;
            return watch.event(
                    millis.getAsLong(),
                    way,
                    socket,
                    name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name,
                    inner == null ? arguments : arguments.skip(OF_WRAPPING),
                    ackId,
                    Event.isOwn(name) || secret.test(socket.namespace(), name));
        });
    }

    /** The name of the call that an event of Sockee's own client wraps; null where it wraps none, or none of a simple name. */
    private static @Nullable String wrapped(Event event) {
        RawArguments arguments = event.arguments();
        if (!event.name().equals(WRAPPED)
                || arguments.count() < OF_WRAPPING
                || arguments.length(1) > MAX_NAME + 2) { // what is longer may be of any size, and is not copied
            return null;
        }
        String text = arguments.json(1);
        return NAME.matcher(text).matches() ? text.substring(1, text.length() - 1) : null;
    }

    /** An answer, in or out. */
    public void ack(Way way, Socket socket, RawArguments arguments, long ackId) {
        each(socket, watch -> watch.ack(millis.getAsLong(), way, socket, arguments, ackId));
    }

    /** A packet that has nothing in it, or nothing that may be told, such as an auth payload. */
    public void bare(Way way, Kind kind, Socket socket) {
        each(socket, watch -> watch.bare(millis.getAsLong(), way, kind, socket));
    }

    /** Has those write who watch the socket; each tells why it ends, if it does. */
    private void each(Socket socket, Function<Watch, @Nullable String> writes) {
        List<Watch> running = on;
        if (running == null) {
            return;
        }
        for (Watch watch : running) {
            String why = watch.isOf(socket) ? writes.apply(watch) : null;
            if (why != null) {
                end(watch, why);
            }
        }
    }
}
