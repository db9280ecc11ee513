package io.sockee.selftest;

import static io.sockee.selftest.ClientConnection.require;

import io.sockee.selftest.ClientConnection.Frame;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tries whether a server's WebSockets do what is expected of them, by speaking to its {@link SelfTestProtocol}. Blocks until it
 * knows; somebody has to {@link #close} it if that takes too long. Used by one thread, except {@link #close}.
 */
public final class SelfTestClient implements AutoCloseable {
    private static final String MESSAGE = "4"; // what Engine.IO puts before a text
    private static final String TEXT = MESSAGE + "a\u00e4\u20ac\ud83d\ude00";
    private static final int LARGE = 200_000;
    private static final int NORMAL = 1000;
    private static final int OF_APPLICATIONS = 4321;

    /** Opens connections to the server. */
    public interface Dialer {
        /** A new connection; blocks, for a bounded time. */
        Socket dial() throws IOException;

        /** What is spoken on it, such as TLS. Blocks, until the connection is closed by another thread at the latest. */
        default Socket over(Socket connection) throws IOException {
            return connection;
        }
    }

    private final Dialer dialer;
    private final String authority;
    private final String target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private String step = "the upgrade";
    private volatile boolean closed;

    /**
     * @param authority host and port, as in the header {@code Host}
     * @param target path and query of the upgrade
     */
    public SelfTestClient(Dialer dialer, String authority, String target) {
        this.dialer = dialer;
        this.authority = authority;
        this.target = target;
    }

    /**
     * Tries everything.
     *
     * @throws SelfTestException if something is not as it should be
     * @throws IOException if nobody listens
     */
    public void run() throws SelfTestException, IOException {
        Socket first = dial();
        try {
            ClientConnection connection = open(first);
            echoes(connection);
            fragments(connection);
            ClientConnection other = open(dial());
            stopReading(connection, other);
            ends(other, OF_APPLICATIONS);
            ends(connection, NORMAL);
        } catch (SelfTestException e) {
            throw new SelfTestException(step + ": " + e.reason(), e.upgraded());
        } catch (IOException e) {
            String why = closed ? "it took too long" : "the connection has ended (" + e + ")";
            throw new SelfTestException(step + ": " + why, !step.equals("the upgrade"));
        } finally {
            close();
        }
    }

    private Socket dial() throws IOException {
        Socket socket = dialer.dial();
        open.add(socket);
        if (closed) {
            socket.close();
        }
        return socket;
    }

    private ClientConnection open(Socket socket) throws IOException, SelfTestException {
        ClientConnection connection = ClientConnection.upgrade(dialer.over(socket), authority, target);
        step = "the first message";
        Frame hello = connection.next();
        require(
                hello.opcode() == ClientConnection.TEXT && hello.payload().length > 0 && hello.payload()[0] == '0',
                "not the one that begins a session");
        return connection;
    }

    private void echoes(ClientConnection connection) throws IOException, SelfTestException {
        step = "the echo of a text";
        connection.sendText(TEXT);
        requireEcho(connection, ClientConnection.TEXT, utf8(TEXT));
        step = "the echo of bytes";
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        echo(connection, bytes);
        step = "the echo of a large message";
        byte[] large = new byte[LARGE];
        new Random(LARGE).nextBytes(large);
        echo(connection, large);
    }

    private void echo(ClientConnection connection, byte[] bytes) throws IOException, SelfTestException {
        connection.send(true, ClientConnection.BINARY, bytes);
        requireEcho(connection, ClientConnection.BINARY, bytes);
    }

    private static void requireEcho(ClientConnection connection, int opcode, byte[] payload)
            throws IOException, SelfTestException {
        require(connection.next().is(opcode, payload), "something else came");
    }

    /** One character in each frame or across two of them, and a ping in between. */
    private void fragments(ClientConnection connection) throws IOException, SelfTestException {
        step = "a message in fragments with a ping in between";
        byte[] text = utf8(TEXT);
        byte[] ping = utf8("ping");
        int within = text.length - 2; // of the last character's bytes
        connection.send(false, ClientConnection.TEXT, Arrays.copyOf(text, 2));
        connection.send(true, ClientConnection.PING, ping);
        connection.send(false, ClientConnection.CONTINUATION, Arrays.copyOfRange(text, 2, within));
        connection.send(true, ClientConnection.CONTINUATION, Arrays.copyOfRange(text, within, text.length));
        requireEcho(connection, ClientConnection.PONG, ping);
        requireEcho(connection, ClientConnection.TEXT, text);
    }

    /** One connection is sent more than it reads; meanwhile another is served. Then the first reads on, and finds everything. */
    private void stopReading(ClientConnection stops, ClientConnection other) throws IOException, SelfTestException {
        step = "a client beside one that does not read";
        stops.sendText(MESSAGE + SelfTestProtocol.FILL);
        other.sendText(TEXT);
        requireEcho(other, ClientConnection.TEXT, utf8(TEXT));
        other.sendText(MESSAGE + SelfTestProtocol.FILLED);
        int count = number(other.next());
        require(count > 0, "nothing was sent to it");
        require(count < Blocks.MOST, "the server keeps without bound what its clients do not read");
        step = "a client that reads on";
        for (int i = 0; i < count; i++) {
            requireEcho(stops, ClientConnection.BINARY, Blocks.block(i));
        }
        stops.sendText(TEXT);
        requireEcho(stops, ClientConnection.TEXT, utf8(TEXT));
    }

    private static int number(Frame answer) throws SelfTestException {
        String text = new String(answer.payload(), StandardCharsets.US_ASCII);
        require(answer.opcode() == ClientConnection.TEXT && text.matches(MESSAGE + "\\d{1,6}"), "something else came");
        return Integer.parseInt(text.substring(1));
    }

    private void ends(ClientConnection connection, int code) throws IOException, SelfTestException {
        step = "the close with code " + code;
        byte[] close = ByteBuffer.allocate(2).putShort((short) code).array();
        connection.send(true, ClientConnection.CLOSE, close);
        requireEcho(connection, ClientConnection.CLOSE, close);
        require(connection.hasEnded(), "something came after it");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Ends its connections: what is being tried fails soon. Any thread; does not block for long. */
    @Override
    public void close() {
        closed = true;
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                // It has ended before.
            }
        }
    }
}
