package io.sockee.api;

/**
 * A CDI event: a socket is gone, and its disconnect methods have run. Fired once for each {@link SocketConnected}, on
 * the same terms.
 *
 * @param socket the socket, on which nothing can be sent any more
 * @param reason why
 */
public record SocketDisconnected(Socket socket, DisconnectReason reason) {}
