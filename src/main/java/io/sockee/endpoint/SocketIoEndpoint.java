package io.sockee.endpoint;

/** Where Socket.IO is served. */
public final class SocketIoEndpoint {
    /** Where Socket.IO clients connect, unless they are told otherwise. */
    public static final String PATH = "/socket.io";

    private SocketIoEndpoint() {}
}
