package io.sockee.api;

/**
 * A CDI event: a socket was let in. Observers run on the pool in turn with the socket's calls, within its scope; when one fails,
 * that is logged, and the others are told all the same.
 *
 * @param socket the socket
 */
public record SocketConnected(Socket socket) {}
