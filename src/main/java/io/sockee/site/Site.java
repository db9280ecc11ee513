package io.sockee.site;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A website that pushes to its users.
 *
 * @param name names its namespace too
 * @param authUrl tells which rooms a client may be in
 * @param authScheme stands before the client's token in {@code Authorization}
 * @param apiKeys show that a request is the website's; two while they are changed
 * @param userRoomPrefix how the names of rooms begin that are a single user's; where there is one, delivery is durable
 * @param updateUserUrl is told when users connect and disconnect; {@code :id} in it stands for the user
 * @param publicChannel a room that stands for whoever has none of their own
 */
public record Site(
        String name,
        URI authUrl,
        String authScheme,
        List<ApiKey> apiKeys,
        Optional<String> userRoomPrefix,
        Optional<String> updateUserUrl,
        Optional<String> publicChannel) {

    public Site {
        apiKeys = List.copyOf(apiKeys);
    }

    /** The namespace of its clients. */
    public String namespace() {
        return "/" + name;
    }

    /** Whether what is sent waits for devices that are away. */
    public boolean isDurable() {
        return userRoomPrefix.isPresent();
    }

    /** The room that stands for the user among those that a client is in: the user's own before the public one. */
    public Optional<String> privateRoom(List<String> rooms) {
        return rooms.stream()
                .filter(room -> userOf(room).isPresent())
                .findFirst()
                .or(() -> publicChannel.filter(rooms::contains));
    }

    /** The user whose room it is; nothing for a room of no single user, as the public one is, however it may begin. */
    public Optional<String> userOf(String room) {
        return publicChannel.filter(room::equals).isPresent()
                ? Optional.empty()
                : userRoomPrefix.filter(room::startsWith).map(prefix -> room.substring(prefix.length()));
    }

    /** Whether a key is one of its own. */
    boolean knows(String key) {
        boolean known = false;
        for (ApiKey own : apiKeys) {
            known |= own.is(key); // all of them, so that the time does not tell which
        }
        return known;
    }

    @Override
    public String toString() {
        return "site " + name;
    }
}
