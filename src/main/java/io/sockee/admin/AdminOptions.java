package io.sockee.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the admin UI may see and do.
 *
 * @param development whether it is told of each socket, room and event, not only of figures
 * @param readOnly whether it may change nothing
 * @param login who may use it; empty when everybody may
 * @param serverId by what it tells this server from others
 * @param maxSockets how many sockets it is told of
 * @param sessionSeconds how long a login lasts, in seconds
 * @param secretEvents the names of events that carry what logs somebody in: it is told of them without their arguments
 * @param window what may wait for one admin
 */
public record AdminOptions(
        boolean development,
        boolean readOnly,
        Optional<Login> login,
        String serverId,
        int maxSockets,
        long sessionSeconds,
        Set<String> secretEvents,
        Window window) {

    /**
     * Who may use it.
     *
     * @param hash of the password, by bcrypt
     */
    public record Login(String name, String hash) {
        /** Without the hash. */
        @Override
        public String toString() {
            return "login of " + name;
        }
    }

    /**
     * What may wait for one admin until something is left out.
     *
     * @param messages how many events, and how many changes of sockets and rooms
     * @param bytes how much the events take, and how much the changes
     * @param list how much the list of all sockets takes, which waits alone
     */
    public record Window(int messages, long bytes, long list) {}

    public AdminOptions {
        secretEvents = Set.copyOf(secretEvents);
    }

    /** What the UI is told that this server can do. */
    List<String> features() {
        List<String> features = new ArrayList<>();
        if (!readOnly) {
            features.addAll(List.of("EMIT", "JOIN", "LEAVE", "DISCONNECT", "MJOIN", "MLEAVE", "MDISCONNECT"));
        }
        features.add("AGGREGATED_EVENTS");
        if (development) {
            features.add("ALL_EVENTS");
        }
        return features;
    }
}
