package io.sockee.engineio;

import io.sockee.connection.WebSocketChannel;

/**
 * A WebSocket whose client takes binary messages as text alone, which it has said by {@code b64} in its request. Each is written
 * for this client by itself, one frame at a time: such clients are few.
 */
final class Base64Channel implements WebSocketChannel {
    private final WebSocketChannel channel;
    private final EngineVersion version;

    Base64Channel(WebSocketChannel channel, EngineVersion version) {
        this.channel = channel;
        this.version = version;
    }

    @Override
    public void sendText(String text, Sent sent) {
        channel.sendText(text, sent);
    }

    @Override
    public void sendBinary(byte[] bytes, Sent sent) {
        channel.sendText(version.base64(bytes), sent);
    }

    @Override
    public void sendPing(Sent sent) {
        channel.sendPing(sent);
    }

    @Override
    public int progress() {
        return channel.progress();
    }

    @Override
    public void close(int code, String reason) {
        channel.close(code, reason);
    }
}
