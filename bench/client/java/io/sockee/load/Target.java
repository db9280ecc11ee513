package io.sockee.load;

import java.net.InetSocketAddress;
import java.util.OptionalLong;

/**
 * A server that is measured.
 *
 * @param address where it listens
 * @param protocol what it speaks
 * @param path of Engine.IO, such as {@code /socket.io/}, or the prefix of SockJS, such as {@code /bench}
 * @param namespace of Socket.IO, or empty for the main one
 * @param pid its process, whose processors are measured with those of its descendants; empty if they are not to be
 */
public record Target(InetSocketAddress address, Protocol protocol, String path, String namespace, OptionalLong pid) {

    /** What a server speaks. */
    public enum Protocol {
        /** Socket.IO v5 on Engine.IO v4. */
        SOCKET_IO,
        /** SockJS, by its WebSocket transport. */
        SOCKJS
    }

    /** A server of Socket.IO, as they are by default. */
    public static Target socketIo(InetSocketAddress address) {
        return new Target(address, Protocol.SOCKET_IO, "/socket.io/", "", OptionalLong.empty());
    }

    /** The same server, whose process is known. */
    public Target measured(long process) {
        return new Target(address, protocol, path, namespace, OptionalLong.of(process));
    }

    String host() {
        return address.getHostString() + ":" + address.getPort();
    }
}
