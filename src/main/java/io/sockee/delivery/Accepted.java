package io.sockee.delivery;

import java.util.List;

/**
 * What has become of what a website asked to be sent: it is stored.
 *
 * @param ids the message's id
 * @param rooms the private rooms that it goes to
 * @param devices how many devices it waits for
 */
public record Accepted(List<String> ids, List<String> rooms, int devices) {
    public Accepted {
        ids = List.copyOf(ids);
        rooms = List.copyOf(rooms);
    }
}
