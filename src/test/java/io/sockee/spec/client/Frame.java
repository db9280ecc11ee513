package io.sockee.spec.client;

/** What a server can send over a WebSocket, fragments put together. */
public sealed interface Frame {

    record Text(String text) implements Frame {}

    record Binary(byte[] bytes) implements Frame {}

    record Ping(byte[] bytes) implements Frame {}

    record Pong(byte[] bytes) implements Frame {}

    /** The closing handshake; code 1005 stands for a close frame without a code. */
    record Close(int code, String reason) implements Frame {}

    /** The end of the TCP connection, orderly or not. */
    record End() implements Frame {}
}
