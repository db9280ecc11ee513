package io.sockee.site;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A website that pushes to its users.
 *
 * @param name the website's name, from which its namespace is made
 * @param authUrl the URL that tells in which rooms a client may be; empty when its token does, which then has an issuer
 * @param authScheme the word before the client's token in {@code Authorization}
 * @param apiKeys the keys by which the website's requests are recognized; two while one is replaced by another
 * @param userRoomPrefix how the names of rooms begin that belong to a single user; with a prefix, delivery is durable
 * @param updateUserUrl the URL that is told when users connect and disconnect; {@code :id} in it stands for the user
 * @param publicChannel the room that stands for clients without a room of their own
 * @param issuer who signs the tokens of its clients; empty when only the website itself can tell whether they are good
 */
public record Site(
        String name,
        Optional<URI> authUrl,
        String authScheme,
        List<ApiKey> apiKeys,
        Optional<String> userRoomPrefix,
        Optional<String> updateUserUrl,
        Optional<String> publicChannel,
        Optional<TokenIssuer> issuer) {

    /** A site whose tokens only the website itself knows. */
    public Site(
            String name,
            URI authUrl,
            String authScheme,
            List<ApiKey> apiKeys,
            Optional<String> userRoomPrefix,
            Optional<String> updateUserUrl,
            Optional<String> publicChannel) {
        this(
                name,
                Optional.of(authUrl),
                authScheme,
                apiKeys,
                userRoomPrefix,
                updateUserUrl,
                publicChannel,
                Optional.empty());
    }

    public Site {
        apiKeys = List.copyOf(apiKeys);
        if (authUrl.isEmpty() && issuer.isEmpty()) {
            throw new IllegalArgumentException("Nobody tells who the clients of " + name + " are.");
        }
    }

    /** The namespace of its clients. */
    public String namespace() {
        return "/" + name;
    }

    /** Whether messages wait for devices that are away. */
    public boolean isDurable() {
        return userRoomPrefix.isPresent();
    }

    /** The room that stands for the user, of those in which a client is: the user's own, else the public one. */
    public Optional<String> privateRoom(List<String> rooms) {
        return rooms.stream()
                .filter(room -> userOf(room).isPresent())
                .findFirst()
                .or(() -> publicChannel.filter(rooms::contains));
    }

    /** The user whose room it is; empty for a room that belongs to no single user, and always for the public channel. */
    public Optional<String> userOf(String room) {
        return publicChannel.filter(room::equals).isPresent()
                ? Optional.empty()
                : userRoomPrefix.filter(room::startsWith).map(prefix -> room.substring(prefix.length()));
    }

    /** The rooms of a user whom only a token names: the user's own, and the public one, as far as the site has them. */
    public List<String> roomsOf(String user) {
        return Stream.concat(userRoomPrefix.map(prefix -> prefix + user).stream(), publicChannel.stream())
                .distinct()
                .toList();
    }

    /** Whether a key is one of its own. */
    boolean knows(String key) {
        boolean known = false;
        for (ApiKey own : apiKeys) {
            known |= own.is(key); // all are compared, so that the time does not show which it was
        }
        return known;
    }

    @Override
    public String toString() {
        return "site " + name;
    }
}
