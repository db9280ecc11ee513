package io.sockee.api;

/**
 * A CDI event: the connection of a socket has changed from one transport to another, from polling to WebSocket. Fired for each socket
 * that had been let in by then; one that is let in later has {@link Socket#transport()}. Observers run as those of {@link
 * SocketConnected} do.
 *
 * @param socket the socket
 * @param transport the name of the transport from now on
 * @since 0.1
 */
public record TransportUpgraded(Socket socket, String transport) {}
