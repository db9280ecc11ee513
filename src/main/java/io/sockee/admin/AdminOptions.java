package io.sockee.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the admin UI may see and do.
 *
 * @param development whether it is told of each socket, room and event, not only of figures
 * @param readOnly whether it may change nothing
 * @param login who may use it; empty when everybody may
 * @param serverId by what it tells this server from others
 * @param maxSockets how many sockets it is told of
 * @param sessionSeconds how long a login lasts, in seconds
 * @param window what may wait for one admin
 */
public record AdminOptions(
        boolean development,
        boolean readOnly,
        Optional<Login> login,
        String serverId,
        int maxSockets,
        long sessionSeconds,
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
     * What may wait for one admin until it is left out.
     *
     * @param events how many events of other sockets
     * @param bytes how much they take; the list of all sockets takes no more either
     */
    public record Window(int events, long bytes) {}

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
