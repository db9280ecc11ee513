package io.sockee.spec.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.Inflater;
import java.util.zip.InflaterOutputStream;

/**
 * A WebSocket client (RFC 6455) that may break every rule.
 *
 * <p>Frames are read in the caller's thread and only when asked for, so that a test stops reading by not asking.
 */
public final class RawWebSocket implements AutoCloseable {

    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    private static final String ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final int ROOM_FOR_PINGS = 100;

    private final RawHttp connection;
    private volatile boolean stuck;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private int messageOpcode;
    private boolean packed;
    private int compressed;

    private RawWebSocket(RawHttp connection) {
        this.connection = connection;
    }

    /** Starts a handshake with the usual header fields. */
    public static Request to(Endpoint endpoint, String query) {
        return new Request(endpoint, query);
    }

    /** An opening handshake. */
    public static final class Request {

        private final Endpoint endpoint;
        private final String query;
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final String key = key();
        private String method = "GET";
        private int receiveBuffer;
        private byte[] following = {};

        private Request(Endpoint endpoint, String query) {
            this.endpoint = endpoint;
            this.query = query;
            fields.put("Connection", "Upgrade");
            fields.put("Upgrade", "websocket");
            fields.put("Sec-WebSocket-Version", "13");
            fields.put("Sec-WebSocket-Key", key);
        }

        public Request header(String name, String value) {
            fields.put(name, value);
            return this;
        }

        public Request without(String name) {
            fields.remove(name);
            return this;
        }

        public Request method(String value) {
            this.method = value;
            return this;
        }

        /** Makes the kernel's buffer small, so that a client that does not read is felt by the server soon. */
        public Request receiveBuffer(int bytes) {
            this.receiveBuffer = bytes;
            return this;
        }

        /** Sends these bytes at once, before the server has answered. */
        public Request followedBy(byte[] bytes) {
            this.following = bytes;
            return this;
        }

        public RawWebSocket open() {
            RawHttp connection = send();
            HttpReply reply = connection.read();
            if (reply.status() != 101) {
                throw new AssertionError("WebSocket refused: " + reply);
            }
            if (!reply.header("sec-websocket-accept").equals(java.util.Optional.of(accept()))) {
                throw new AssertionError("wrong Sec-WebSocket-Accept: " + reply);
            }
            return new RawWebSocket(connection);
        }

        /** The answer of a server that is expected to refuse; status 101 where it did not. */
        public HttpReply attempt() {
            try (RawHttp connection = send()) {
                return connection.read();
            }
        }

        /** Whether the server refuses, or accepts and then closes without a message. */
        public boolean isRefusedOrClosed() {
            RawHttp connection = send();
            if (connection.read().status() != 101) {
                connection.close();
                return true;
            }
            try (RawWebSocket socket = new RawWebSocket(connection)) {
                Frame first = socket.next(EngineHttp.PATIENCE);
                return first instanceof Frame.Close || first instanceof Frame.End;
            }
        }

        private RawHttp send() {
            List<String> lines = new ArrayList<>();
            fields.forEach((name, value) -> lines.add(name + ": " + value));
            return RawHttp.connect(endpoint, receiveBuffer)
                    .head(following, method, query, lines.toArray(String[]::new));
        }

        private String accept() {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-1")
                        .digest((key + ACCEPT_GUID).getBytes(StandardCharsets.US_ASCII));
                return Base64.getEncoder().encodeToString(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String key() {
            byte[] nonce = new byte[16];
            ThreadLocalRandom.current().nextBytes(nonce);
            return Base64.getEncoder().encodeToString(nonce);
        }
    }

    public RawWebSocket text(String text) {
        return frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public RawWebSocket binary(byte... bytes) {
        return frame(true, BINARY, bytes);
    }

    public RawWebSocket ping(byte... bytes) {
        return frame(true, PING, bytes);
    }

    public RawWebSocket frame(boolean fin, int opcode, byte[] payload) {
        return raw(encode(fin, opcode, payload, true));
    }

    /** A frame as only a server may send it. */
    public RawWebSocket unmasked(int opcode, byte[] payload) {
        return raw(encode(true, opcode, payload, false));
    }

    public RawWebSocket raw(byte[] bytes) {
        connection.write(bytes);
        return this;
    }

    /** Writes bytes as they are, also where TLS is spoken. */
    public RawWebSocket writeBeneath(byte[] bytes) {
        connection.writeBeneath(bytes);
        return this;
    }

    /** Like {@link #raw}, but says whether the server still took the bytes: not when it hung up or stopped reading. */
    public boolean offer(byte[] bytes) {
        if (stuck) {
            return false; // the write that is stuck still holds the stream
        }
        CompletableFuture<Void> write = CompletableFuture.runAsync(() -> connection.write(bytes));
        try {
            write.get(5, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            stuck = true;
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The head of a client's frame that announces a length in eight bytes, and whose mask is zero. */
    public static byte[] head(int first, long length) {
        return ByteBuffer.allocate(14)
                .put((byte) first)
                .put((byte) 0xff)
                .putLong(length)
                .putInt(0)
                .array();
    }

    /** The bytes of one frame, for tests that send many at once or only a part of one. */
    public static byte[] encode(boolean fin, int opcode, byte[] payload, boolean masked) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) ((fin ? 0x80 : 0) | opcode));
        int maskBit = masked ? 0x80 : 0;
        if (payload.length < 126) {
            frame.put((byte) (maskBit | payload.length));
        } else if (payload.length < 65536) {
            frame.put((byte) (maskBit | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (maskBit | 127)).putLong(payload.length);
        }
        if (masked) {
            byte[] mask = new byte[4];
            ThreadLocalRandom.current().nextBytes(mask);
            frame.put(mask);
            for (int i = 0; i < payload.length; i++) {
                frame.put((byte) (payload[i] ^ mask[i % 4]));
            }
        } else {
            frame.put(payload);
        }
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    /** The next message or control frame. After {@link Frame.Close} or {@link Frame.End} nothing more comes. */
    public Frame next(Duration within) {
        try {
            return read(System.nanoTime() + within.toNanos());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing received within " + within, e);
        } catch (IOException e) {
            return new Frame.End();
        }
    }

    private Frame read(long deadline) throws IOException {
        while (true) {
            int first = bytes(1, deadline)[0];
            int length = bytes(1, deadline)[0] & 0x7f;
            if (length == 126) {
                length = ByteBuffer.wrap(bytes(2, deadline)).getShort() & 0xffff;
            } else if (length == 127) {
                length = Math.toIntExact(ByteBuffer.wrap(bytes(8, deadline)).getLong());
            }
            byte[] payload = bytes(length, deadline);
            int opcode = first & 0x0f;
            switch (opcode) {
                case PING:
                    return new Frame.Ping(payload);
                case PONG:
                    return new Frame.Pong(payload);
                case CLOSE:
                    return close(payload);
                default:
                    packed = opcode == CONTINUATION ? packed : (first & 0x40) != 0;
                    messageOpcode = opcode == CONTINUATION ? messageOpcode : opcode;
                    message.writeBytes(payload);
            }
            if ((first & 0x80) != 0) {
                byte[] whole = packed ? inflated(message.toByteArray()) : message.toByteArray();
                compressed += packed ? 1 : 0;
                message.reset();
                return messageOpcode == TEXT
                        ? new Frame.Text(new String(whole, StandardCharsets.UTF_8))
                        : new Frame.Binary(whole);
            }
        }
    }

    /**
     * Throws away what comes until a text has come, of ASCII and with nothing behind it but pings: at far less cost than message by message.
     */
    public void skipTo(String text, Duration within) {
        byte[] read = new byte[1 << 16];
        String tail = "";
        try {
            connection.socket().setSoTimeout((int) within.toMillis());
            while (!tail.contains(text)) {
                int n = connection.in().read(read);
                if (n == -1) {
                    throw new EOFException();
                }
                int from = Math.max(0, n - text.length() - ROOM_FOR_PINGS);
                tail = tail.substring(Math.max(0, tail.length() - text.length() - ROOM_FOR_PINGS))
                        + new String(read, from, n - from, StandardCharsets.ISO_8859_1);
            }
        } catch (IOException e) {
            throw new AssertionError("'" + text + "' has not come", e);
        }
    }

    /** How many messages have come compressed. */
    public int compressed() {
        return compressed;
    }

    private static byte[] inflated(byte[] packed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InflaterOutputStream out = new InflaterOutputStream(bytes, new Inflater(true))) {
            out.write(packed);
            out.write(new byte[] {0, 0, (byte) 0xff, (byte) 0xff});
            out.flush();
        }
        return bytes.toByteArray();
    }

    private static Frame close(byte[] payload) {
        return payload.length < 2
                ? new Frame.Close(1005, "")
                : new Frame.Close(
                        ByteBuffer.wrap(payload).getShort() & 0xffff,
                        new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
    }

    private byte[] bytes(int count, long deadline) throws IOException {
        byte[] bytes = new byte[count];
        for (int read = 0; read < count; ) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException();
            }
            connection.socket().setSoTimeout((int) left);
            int n = connection.in().read(bytes, read, count - read);
            if (n == -1) {
                throw new EOFException();
            }
            read += n;
        }
        return bytes;
    }

    /** Reads until the TCP connection has ended. */
    public void untilEnd() {
        while (!(next(EngineHttp.PATIENCE) instanceof Frame.End)) {
            // whatever else came before
        }
    }

    /** Breaks off with a reset, as a process does that is killed. */
    public void reset() {
        connection.reset();
    }

    /** Ends the TCP connection without a closing handshake. */
    @Override
    public void close() {
        connection.close();
    }
}
