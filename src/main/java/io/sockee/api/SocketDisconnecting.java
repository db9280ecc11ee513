package io.sockee.api;

import java.util.Set;

/**
 * A CDI event: a socket is gone, with the rooms that it was in until then, so that those who are still there can be told. Fired once
 * for each {@link SocketConnected}, before its {@link RoomLeft}s and its {@link OnDisconnect} methods (but for {@link NonBlocking}
 * ones, which run at once). Observers run as those of {@link SocketConnected} do.
 *
 * @param socket the socket, on which nothing can be sent any more
 * @param reason why
 * @param rooms the rooms that it was in, the one of its id included
 * @since 0.1
 */
public record SocketDisconnecting(Socket socket, DisconnectReason reason, Set<String> rooms) {}
