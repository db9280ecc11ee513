package io.sockee.selftest;

import io.sockee.websocket.OpeningHandshake;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** The client's side of one WebSocket. Blocks; used by one thread. */
final class ClientConnection {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final int LARGEST_FRAME = 1 << 20;

    /** A frame of the server's. */
    static final class Frame {
        private final int opcode;
        private final byte[] payload;

        private Frame(int opcode, byte[] payload) {
            this.opcode = opcode;
            this.payload = payload;
        }

        int opcode() {
            return opcode;
        }

        byte[] payload() {
            return payload;
        }

        boolean is(int expected, byte[] content) {
            return opcode == expected && Arrays.equals(payload, content);
        }
    }

    private final DataInputStream in;
    private final OutputStream out;

    private ClientConnection(Socket socket) throws IOException {
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
    }

    /**
     * Has a connection upgraded.
     *
     * @param target path and query
     */
    static ClientConnection upgrade(Socket socket, String authority, String target)
            throws IOException, SelfTestException {
        ClientConnection connection = new ClientConnection(socket);
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        connection.out.write(("GET " + target + " HTTP/1.1\r\nHost: " + authority
                        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                        + key
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        connection.checkAnswer(key);
        return connection;
    }

    private void checkAnswer(String key) throws IOException, SelfTestException {
        String[] lines = head().split("\r\n", -1);
        String[] status = lines[0].split(" ", 3);
        if (status.length < 2 || !status[1].equals(String.valueOf(SWITCHING_PROTOCOLS))) {
            throw new SelfTestException(
                    "the answer was not 101 but " + (status.length < 2 ? "no HTTP" : status[1]), false);
        }
        require(value(lines, "upgrade").equalsIgnoreCase("websocket"), "no upgrade to a WebSocket");
        require(value(lines, "sec-websocket-accept").equals(OpeningHandshake.accept(key)), "the key was not accepted");
        require(value(lines, "sec-websocket-extensions").isEmpty(), "an extension that was not offered");
    }

    private String head() throws IOException, SelfTestException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int last = 0; last != 0x0d0a0d0a; ) {
            int next = in.readUnsignedByte();
            head.write(next);
            last = (last << 8) | next;
            if (head.size() > LONGEST_HEAD) {
                throw new SelfTestException("the answer was not HTTP", false);
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static String value(String[] lines, String name) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
                return line.substring(colon + 1).strip();
            }
        }
        return "";
    }

    /** A breach of what is expected from a WebSocket. */
    static void require(boolean fulfilled, String otherwise) throws SelfTestException {
        if (!fulfilled) {
            throw new SelfTestException(otherwise, true);
        }
    }

    /** Sends one frame, masked as those of clients are. */
    void send(boolean last, int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) ((last ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) 0xfe).putShort((short) payload.length);
        } else {
            frame.put((byte) 0xff).putLong(payload.length);
        }
        byte[] mask = new byte[4];
        ThreadLocalRandom.current().nextBytes(mask);
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        out.write(frame.array(), 0, frame.position());
        out.flush();
    }

    void sendText(String text) throws IOException {
        send(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next frame of the server's, which are never fragments. */
    Frame next() throws IOException, SelfTestException {
        int first = in.readUnsignedByte();
        require((first & 0xf0) == 0x80, "a frame with unexpected bits");
        int shortLength = in.readUnsignedByte();
        require((shortLength & 0x80) == 0, "a frame of the server's with a mask");
        long length = shortLength == 127 ? in.readLong() : shortLength == 126 ? in.readUnsignedShort() : shortLength;
        require(length >= 0 && length <= LARGEST_FRAME, "a frame that is too large");
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        return new Frame(first & 0x0f, payload);
    }

    /** Whether the server has ended the connection and sent nothing more. */
    boolean hasEnded() throws IOException {
        try {
            int unused = in.readUnsignedByte();
            return false;
        } catch (EOFException e) {
            return true;
        }
    }
}
