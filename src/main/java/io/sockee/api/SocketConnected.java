package io.sockee.api;

/**
 * A CDI event: a socket was let in. Observers run on the pool in turn with the socket's calls, within its scope; one that
 * fails is logged, and disturbs neither the others nor the socket.
 *
 * @param socket the socket
 */
public record SocketConnected(Socket socket) {}
