package io.sockee.delivery;

import io.sockee.event.Event;

/**
 * A message of a website. Immutable.
 *
 * @param id unique; by it clients drop repeated messages
 * @param event its name
 * @param payload the event in JSON: {@code ["name", argument, …]}
 * @param resync whether an answer that comes before the answers to earlier messages means that the client has missed these
 */
public record Message(String id, String event, String payload, boolean resync) {

    /** How many chars the JSON of an event may have: as many as the tables have room for. */
    public static final int MAX_PAYLOAD = 1_048_576;

    /** The message of an event. */
    public static Message of(String id, Event event, String quotedName, boolean resync) {
        StringBuilder payload = new StringBuilder(event.arguments().length() + quotedName.length() + 3);
        payload.append('[').append(quotedName);
        if (event.arguments().count() > 0) {
            payload.append(',');
            event.arguments().appendTo(payload);
        }
        return new Message(id, event.name(), payload.append(']').toString(), resync);
    }

    /** How much it takes in a queue: the chars of its JSON, counted as bytes. */
    int bytes() {
        return payload.length();
    }

    /** The payload with the message's id as its last argument, for clients that ask for it. */
    String payloadWithId() {
        return payload.substring(0, payload.length() - 1) + ",{\"_id\":\"" + id + "\"}]";
    }

    @Override
    public String toString() {
        return "message " + id;
    }
}
