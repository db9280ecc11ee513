package io.sockee.api;

/**
 * A CDI event: a socket has joined a room that it was not in. Observers run as those of {@link SocketConnected} do, in
 * the order in which rooms were joined and left.
 *
 * @param socket the socket
 * @param room the room's name
 */
public record RoomJoined(Socket socket, String room) {}
