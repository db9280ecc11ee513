package io.sockee.delivery;

import java.util.Optional;
import java.util.Set;

/**
 * A request of a website to send a message.
 *
 * @param site the website's name
 * @param rooms the rooms whose members get it
 * @param once identifies the request, so that a repeated one is sent once; nothing when repetitions are not recognized
 */
public record Send(String site, Set<String> rooms, Message message, Optional<Once> once) {

    /**
     * What identifies a request.
     *
     * @param key a digest of its Idempotency-Key
     * @param body a digest of what it asks for, which must be the same when the key is
     */
    public record Once(String key, String body) {}

    public Send {
        rooms = Set.copyOf(rooms);
    }
}
