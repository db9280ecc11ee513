package io.sockee.api;

/**
 * A CDI event: the last socket has left a room, which is there no more. Told as {@link RoomCreated} is.
 *
 * @param namespace the name of the room's namespace
 * @param room the room's name
 * @since 0.1
 */
public record RoomDeleted(String namespace, String room) {}
