package io.sockee.delivery;

import java.util.List;

/**
 * The answer to a website whose message has been stored.
 *
 * @param ids the message's id
 * @param rooms the private rooms that it goes to
 * @param devices in how many devices' queues it is
 */
public record Accepted(List<String> ids, List<String> rooms, int devices) {
    public Accepted {
        ids = List.copyOf(ids);
        rooms = List.copyOf(rooms);
    }
}
