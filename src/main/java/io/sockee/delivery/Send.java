package io.sockee.delivery;

import java.util.Optional;
import java.util.Set;

/**
 * What a website asks to be sent.
 *
 * @param site its name
 * @param rooms whose members it is for
 * @param once tells the request from others, so that a repeated one is sent once
 */
public record Send(String site, Set<String> rooms, Message message, Optional<Once> once) {

    /**
     * What makes a request the same as another.
     *
     * @param key a digest of its Idempotency-Key
     * @param body a digest of what it asks for
     */
    public record Once(String key, String body) {}

    public Send {
        rooms = Set.copyOf(rooms);
    }
}
