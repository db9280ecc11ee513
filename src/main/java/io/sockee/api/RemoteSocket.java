package io.sockee.api;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A socket as it was when it was looked at: {@link Broadcast#fetchSockets}. It does not change; what is done to the socket goes by its
 * id, which is the name of a room: {@code publisher.to(id).emit(…)}, {@code publisher.to(id).disconnectSockets(false)}. Immutable,
 * except for what the application has put into its data.
 *
 * @param id the socket's id
 * @param namespace the name of its namespace
 * @param rooms the rooms that it was in, the one of its id included
 * @param handshake how it came to be
 * @param data what the application kept beside it: a copy of the map, with the same values
 * @param user whom it belonged to; empty when nobody was logged in
 * @since 0.1
 */
public record RemoteSocket(
        String id,
        String namespace,
        Set<String> rooms,
        Handshake handshake,
        Map<String, Object> data,
        Optional<User> user) {

    /** Only what may be shown anywhere. */
    @Override
    public String toString() {
        return "socket " + id + " in " + namespace;
    }
}
