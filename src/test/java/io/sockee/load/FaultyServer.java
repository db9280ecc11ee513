package io.sockee.load;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of Socket.IO over WebSockets, with the handlers of the benchmark, that does something wrong every now and then. */
final class FaultyServer implements AutoCloseable {
    private static final int NOW_AND_THEN = 10;
    private static final Pattern EVENT =
            Pattern.compile("42(\\d*)\\[\"(echo|echoack|value|bench[.]echo|broadcast)\",(.*)]");

    /** What is wrong with it. */
    enum Fault {
        NONE,
        /** A message does not come. */
        LOSES,
        /** A message comes twice. */
        DOUBLES,
        /** A letter is another one. */
        CHANGES,
        /** Somebody gets what another one had got before. */
        MIXES_UP,
        /** Two messages change places. */
        REORDERS,
        /** A connection ends. */
        ENDS,
        /** Nothing is: fragments, pings between them, and one byte after the other. */
        PIECES,
        /** Nothing is: clients can recover, so each event has an offset. */
        NUMBERED,
        /** Clients can recover, and an event has no offset. */
        UNNUMBERED
    }

    private final ServerSocket listening;
    private final Fault fault;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile String earlier = "";

    FaultyServer(Fault fault) throws IOException {
        this.fault = fault;
        listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    Target target() {
        return Target.socketIo(new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort()));
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Client client : clients) {
            client.socket.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Client client = new Client(listening.accept());
            thread(client::serve);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The peer has gone, or the test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private final class Client {
        private final Socket socket;
        private final DataInputStream in;
        private final OutputStream out;
        private String late = "";

        Client(Socket socket) throws IOException {
            this.socket = socket;
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            socket.setTcpNoDelay(true);
        }

        void serve() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            out.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            clients.add(this);
            send("0{\"sid\":\"x\"}");
            try {
                while (true) {
                    text(frame());
                }
            } finally {
                clients.remove(this);
                socket.close();
            }
        }

        private String frame() throws IOException {
            int kind = in.readUnsignedByte() & 0x0F;
            int length = in.readUnsignedByte() & 0x7F;
            if (length == 126) {
                length = in.readUnsignedShort();
            }
            byte[] mask = new byte[4];
            in.readFully(mask);
            byte[] data = new byte[length];
            in.readFully(data);
            for (int i = 0; i < length; i++) {
                data[i] ^= mask[i % 4];
            }
            if (kind == 8) {
                out.write(new byte[] {(byte) 0x88, 2, data[0], data[1]});
                throw new EOFException("the client closes");
            }
            return kind == 1 ? new String(data, StandardCharsets.UTF_8) : "";
        }

        private void text(String text) throws IOException {
            if (text.startsWith("40")) {
                boolean recovers = fault == Fault.NUMBERED || fault == Fault.UNNUMBERED;
                send("40{\"sid\":\"y\"" + (recovers ? ",\"pid\":\"z\"}" : "}"));
            }
            Matcher event = EVENT.matcher(text);
            if (!event.matches()) {
                return;
            }
            switch (event.group(2)) {
                case "echo" -> answer("42[\"echo\",", event.group(3));
                case "value", "bench.echo" ->
                    answer("43" + event.group(1) + "[{\"ok\":true,\"err\":false,\"res\":", event.group(3) + "}");
                case "echoack" -> answer("43" + event.group(1) + "[", event.group(3));
                default -> {
                    for (Client client : clients) {
                        client.answer("42[\"message\",", event.group(3));
                    }
                }
            }
        }

        private synchronized void answer(String before, String payload) throws IOException {
            boolean now = answers.incrementAndGet() % NOW_AND_THEN == 0;
            if (!now || fault == Fault.NONE || fault == Fault.PIECES || fault == Fault.NUMBERED) {
                send(whole(before, payload));
                if (!late.isEmpty()) {
                    send(late);
                    late = "";
                }
                earlier = payload;
                return;
            }
            switch (fault) {
                case LOSES -> {}
                case UNNUMBERED -> send(before + payload + "]");
                case DOUBLES -> {
                    send(before + payload + "]");
                    send(before + payload + "]");
                }
                case CHANGES -> send(before + payload.replaceFirst("..\"}$", "~~\"}") + "]");
                case MIXES_UP -> send(before + earlier + "]");
                case REORDERS -> late = before + payload + "]";
                default -> socket.close();
            }
        }

        private String whole(String before, String payload) {
            boolean numbered = fault == Fault.NUMBERED || fault == Fault.UNNUMBERED;
            return before + payload + (numbered && before.startsWith("42") ? ",\"" + answers.get() + "\"]" : "]");
        }

        private synchronized void send(String text) throws IOException {
            byte[] data = text.getBytes(StandardCharsets.UTF_8);
            if (fault != Fault.PIECES) {
                write(0x81, data, 0, data.length);
                return;
            }
            int half = data.length / 2;
            write(0x01, data, 0, half);
            write(0x89, new byte[] {'?'}, 0, 1);
            write(0x80, data, half, data.length);
        }

        private void write(int first, byte[] data, int from, int to) throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(to - from + 4).put((byte) first);
            if (to - from < 126) {
                frame.put((byte) (to - from));
            } else {
                frame.put((byte) 126).putShort((short) (to - from));
            }
            frame.put(data, from, to - from).flip();
            if (fault != Fault.PIECES) {
                out.write(frame.array(), 0, frame.limit());
                return;
            }
            while (frame.hasRemaining()) {
                out.write(frame.get());
            }
        }
    }
}
