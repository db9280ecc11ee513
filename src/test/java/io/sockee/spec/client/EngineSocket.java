package io.sockee.spec.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * An Engine.IO session over WebSocket that answers the server's pings whenever it reads.
 *
 * <p>That it answers them matters for the tests of refusals: a connection that closes did so for what the test sent, not
 * for a missed heartbeat.
 */
public final class EngineSocket implements AutoCloseable {

    private final RawWebSocket socket;
    private final Handshake handshake;

    private EngineSocket(RawWebSocket socket, Handshake handshake) {
        this.socket = socket;
        this.handshake = handshake;
    }

    public static EngineSocket open(Endpoint endpoint) {
        return open(RawWebSocket.to(endpoint, "EIO=4&transport=websocket"));
    }

    public static EngineSocket open(RawWebSocket.Request request) {
        RawWebSocket socket = request.open();
        if (socket.next(EngineHttp.PATIENCE) instanceof Frame.Text first) {
            return new EngineSocket(socket, Handshake.parse(first.text()));
        }
        throw new AssertionError("no open packet");
    }

    /** Opens a session and connects it to the main namespace of a Socket.IO server. */
    public static EngineSocket connected(Endpoint endpoint) {
        return open(endpoint).join();
    }

    /** Connects to the main namespace and takes the two packets that the server sends then. */
    public EngineSocket join() {
        send("40");
        String reply = next();
        String greeting = next();
        if (!reply.startsWith("40{\"sid\":") || !greeting.equals("42[\"auth\",{}]")) {
            throw new AssertionError("not connected: " + reply + ", " + greeting);
        }
        return this;
    }

    public Handshake handshake() {
        return handshake;
    }

    public RawWebSocket raw() {
        return socket;
    }

    public EngineSocket send(String packet) {
        socket.text(packet);
        return this;
    }

    public EngineSocket send(byte... bytes) {
        socket.binary(bytes);
        return this;
    }

    /** The next text packet that is no ping. */
    public String next() {
        Frame frame = nextFrame();
        if (frame instanceof Frame.Text packet) {
            return packet.text();
        }
        throw new AssertionError("no text packet but " + frame);
    }

    public byte[] nextBinary() {
        Frame frame = nextFrame();
        if (frame instanceof Frame.Binary message) {
            return message.bytes();
        }
        throw new AssertionError("no binary message but " + frame);
    }

    /** The next frame that is no heartbeat, neither Engine.IO's nor WebSocket's. */
    public Frame nextFrame() {
        long deadline = System.nanoTime() + EngineHttp.PATIENCE.toNanos();
        while (true) {
            Frame frame = socket.next(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            if (frame instanceof Frame.Ping ping) {
                socket.offer(RawWebSocket.encode(true, RawWebSocket.PONG, ping.bytes(), true));
            } else if (frame instanceof Frame.Text text && text.text().equals("2")) {
                socket.offer(RawWebSocket.encode(true, RawWebSocket.TEXT, new byte[] {'3'}, true));
            } else if (!(frame instanceof Frame.Pong)) {
                return frame;
            }
        }
    }

    /** Reads to the end of the connection and returns it; packets that came before the end are returned by packets(). */
    public Ending ending() {
        return ending(this::nextFrame);
    }

    /** Like {@link #ending()}, but leaves pings unanswered: an open message leaves no room for an answer. */
    public Ending silentEnding() {
        return ending(() -> socket.next(EngineHttp.PATIENCE));
    }

    private static Ending ending(Supplier<Frame> frames) {
        List<String> packets = new ArrayList<>();
        while (true) {
            Frame frame = frames.get();
            if (frame instanceof Frame.Close close) {
                return new Ending(close.code(), close.reason(), packets);
            } else if (frame instanceof Frame.End) {
                return new Ending(1006, "", packets);
            } else if (frame instanceof Frame.Text text) {
                packets.add(text.text());
            } else if (frame instanceof Frame.Binary binary) {
                packets.add("b" + new String(binary.bytes(), StandardCharsets.ISO_8859_1));
            }
        }
    }

    /**
     * How a connection ended.
     *
     * @param code the close code, 1006 where the connection ended without a closing handshake
     * @param reason what the close frame said besides
     * @param packets what came before the end, heartbeats left out
     */
    public record Ending(int code, String reason, List<String> packets) {}

    /** Breaks off with a reset, as a process does that is killed. */
    public void reset() {
        socket.reset();
    }

    @Override
    public void close() {
        socket.close();
    }
}
