package io.sockee.api;

/**
 * A CDI event: the first socket has joined a room that was not there. The sockets' own rooms are not told of. Observers run on the
 * pool, one event after the other, in the order in which rooms came and went, but in no order with the events of sockets. At most
 * 10,000 such events wait to be told; those beyond are left out, counted and logged.
 *
 * @param namespace the name of the room's namespace
 * @param room the room's name
 * @since 0.1
 */
public record RoomCreated(String namespace, String room) {}
