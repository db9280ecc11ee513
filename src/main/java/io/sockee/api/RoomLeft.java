package io.sockee.api;

/**
 * A CDI event: a socket has left a room, or has gone and so left all of them. Fired once for each {@link RoomJoined},
 * on the same terms.
 *
 * @param socket the socket
 * @param room the room's name
 */
public record RoomLeft(Socket socket, String room) {}
