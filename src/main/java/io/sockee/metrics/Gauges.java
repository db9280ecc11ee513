package io.sockee.metrics;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** What there is at this moment, from any thread. */
public final class Gauges {

    /** What is measured. */
    public enum Gauge {
        /** Connections that are open. */
        CONNECTIONS,
        /** Sockets of all namespaces. */
        SOCKETS,
        /** Namespaces that exist: those of patterns only while they have sockets. */
        NAMESPACES,
        /** Rooms of all namespaces, those of single sockets' ids aside. */
        ROOMS,
        /** Everything that waits for its time: heartbeats, time-outs, timers of sockets. */
        TIMERS,
        /** Sockets whose calls wait for a thread. */
        WAITING_SOCKETS,
        /** Users that are online, on all nodes. */
        USERS_ONLINE,
        /** Sockets that are away and may come back. */
        RECOVERY_SOCKETS,
        /** Events that are kept for sockets, here or away, which may have missed them. */
        RECOVERY_PACKETS,
        /** How many bytes these take, about. */
        RECOVERY_BYTES
    }

    private final Map<Gauge, LongSupplier> sources = new EnumMap<>(Gauge.class);

    /** Says where a gauge is read; all have to be said before the gauges are given to others. */
    public Gauges with(Gauge gauge, LongSupplier source) {
        sources.put(gauge, source);
        return this;
    }

    /** The present value. */
    public long get(Gauge gauge) {
        LongSupplier source = sources.get(gauge);
        if (source == null) {
            throw new IllegalStateException("no such gauge: " + gauge);
        }
        return source.getAsLong();
    }

    /** Writes all of them but the connections, which have a label for their transport. */
    public void write(Exposition to) {
        for (Gauge gauge : Gauge.values()) {
            if (gauge != Gauge.CONNECTIONS) {
                to.gauge(name(gauge), help(gauge)).is(get(gauge));
            }
        }
    }

    private static String name(Gauge gauge) {
        return "sockee_" + gauge.name().toLowerCase(Locale.ROOT);
    }

    private static String help(Gauge gauge) {
        return switch (gauge) {
            case CONNECTIONS -> "Connections that are open";
            case SOCKETS -> "Sockets of all namespaces";
            case NAMESPACES -> "Namespaces that exist";
            case ROOMS -> "Rooms of all namespaces, those of single sockets' ids aside";
            case TIMERS -> "Heartbeats, time-outs and timers that wait for their time";
            case WAITING_SOCKETS -> "Sockets whose calls wait for a thread";
            case RECOVERY_SOCKETS -> "Sockets that are away and may come back";
            case RECOVERY_PACKETS -> "Events kept for sockets that may have missed them";
            case RECOVERY_BYTES -> "Bytes of these, about; an event for many counts once";
            case USERS_ONLINE -> "Users that are online, on all nodes";
        };
    }
}
