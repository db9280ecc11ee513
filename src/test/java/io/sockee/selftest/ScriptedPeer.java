package io.sockee.selftest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sockee.websocket.CloseCode;
import io.sockee.websocket.FrameBytes;
import io.sockee.websocket.FrameReader;
import io.sockee.websocket.FramingException;
import io.sockee.websocket.MessageListener;
import io.sockee.websocket.OpeningHandshake;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on which the self-test passes, or that has one fault. */
public final class ScriptedPeer implements AutoCloseable {
    static final int BLOCKS = 5;

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Semaphore silent = new Semaphore(0);
    private final AtomicInteger connections = new AtomicInteger();
    private final int faulty;
    private final Fault fault;

    /** What is wrong with it. */
    public enum Fault {
        NONE,
        NOT_FOUND,
        NO_HTTP,
        NO_UPGRADE,
        WRONG_ACCEPT,
        EXTENSION,
        ENDS_AT_ONCE,
        NO_SESSION,
        TEXT_CHANGED,
        BYTES_CHANGED,
        LARGE_CUT,
        RESERVED_BIT,
        MASKED,
        HUGE,
        FRAGMENTS_APART,
        NO_PONG,
        OTHERS_WAIT,
        UNBOUNDED,
        NOTHING_SENT,
        BLOCK_LOST,
        BLOCKS_SWAPPED,
        DEAF_LATER,
        CLOSE_UNANSWERED,
        OTHER_CODE,
        STAYS_OPEN,
        HTTP_AGAIN
    }

    public ScriptedPeer(Fault fault) throws IOException {
        this(fault, Integer.MAX_VALUE);
    }

    /** One whose first connections alone have the fault. */
    public ScriptedPeer(Fault fault, int faulty) throws IOException {
        this.fault = fault;
        this.faulty = faulty;
        Thread thread = new Thread(this::accept);
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Blocks until something has come that it does not answer. */
    public void awaitSilence() {
        try {
            silent.acquire();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many connections it has had. */
    public int connections() {
        return connections.get();
    }

    Socket dial() throws IOException {
        return new Socket(server.getInetAddress(), server.getLocalPort());
    }

    private void accept() {
        try {
            for (int number = 0; true; number++) {
                Socket socket = server.accept();
                open.add(socket);
                boolean first = number == 0;
                Fault has = connections.incrementAndGet() <= faulty ? fault : Fault.NONE;
                Thread thread = new Thread(() -> serve(socket, first, has));
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket, boolean first, Fault has) {
        try (socket) {
            new Conversation(socket, first, has).run();
        } catch (IOException | UncheckedIOException e) {
            // the client has gone
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private final class Conversation implements MessageListener {
        private final InputStream in;
        private final OutputStream out;
        private final boolean first;
        private final Fault fault;
        private final FrameReader reader = new FrameReader(1_000_000, this);
        private boolean deaf;

        Conversation(Socket socket, boolean first, Fault has) throws IOException {
            fault = has;
            in = socket.getInputStream();
            out = socket.getOutputStream();
            this.first = first;
        }

        void run() throws IOException {
            answer(head());
            if (fault == Fault.ENDS_AT_ONCE) {
                return;
            }
            send(FrameBytes.text(fault == Fault.NO_SESSION ? "1" : "0{}"));
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0 && !reader.isOver(); ) {
                try {
                    reader.read(buffer, 0, length);
                } catch (FramingException e) {
                    throw new IOException(e);
                }
                if (!reader.isOver() || fault == Fault.STAYS_OPEN) {
                    length = in.read(buffer);
                }
            }
        }

        private String head() throws IOException {
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("gone");
                }
                head.append((char) next);
            }
            return head.toString();
        }

        private void answer(String request) throws IOException {
            String key = new Scanner(request)
                    .useDelimiter("\r\n")
                    .tokens()
                    .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                    .map(line -> line.substring("Sec-WebSocket-Key: ".length()))
                    .findFirst()
                    .orElseThrow();
            String accept = OpeningHandshake.accept(fault == Fault.WRONG_ACCEPT ? key.substring(1) : key);
            String answer = switch (fault) {
                case NOT_FOUND -> "HTTP/1.1 404 Not Found\r\n\r\n";
                case NO_HTTP -> "220 mail.example.org ESMTP\r\n\r\n";
                case NO_UPGRADE -> "HTTP/1.1 101 Switching\r\nSec-WebSocket-Accept: " + accept + "\r\n\r\n";
                default ->
                    "HTTP/1.1 101 Switching\r\nupgrade: WebSocket\r\nSec-WebSocket-Accept: " + accept
                            + (fault == Fault.EXTENSION ? "\r\nSec-WebSocket-Extensions: permessage-deflate" : "")
                            + "\r\n\r\n";
            };
            send(answer.getBytes(US_ASCII));
        }

        private void send(byte[] bytes) {
            try {
                out.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void onText(String text) {
            switch (text) {
                case "4" + SelfTestProtocol.FILL -> fill();
                case "4" + SelfTestProtocol.FILLED -> send(FrameBytes.text("4" + filled()));
                default -> echo(text);
            }
        }

        private void echo(String text) {
            if (deaf || (!first && fault == Fault.OTHERS_WAIT)) {
                silent.release();
                return;
            }
            byte[] frame = FrameBytes.text(fault == Fault.TEXT_CHANGED ? text + "!" : text);
            if (fault == Fault.RESERVED_BIT) {
                frame[0] |= 0x40;
            }
            if (fault == Fault.MASKED) {
                frame[1] |= (byte) 0x80;
            }
            send(frame);
        }

        private int filled() {
            return switch (fault) {
                case UNBOUNDED -> Blocks.MOST;
                case NOTHING_SENT -> 0;
                default -> BLOCKS;
            };
        }

        private void fill() {
            for (int i = 0; i < BLOCKS; i++) {
                int number = fault == Fault.BLOCKS_SWAPPED ? i ^ 1 : i;
                if (fault != Fault.BLOCK_LOST || i != 1) {
                    send(FrameBytes.binary(Blocks.block(number)));
                }
            }
            deaf = fault == Fault.DEAF_LATER;
        }

        @Override
        public void onBinary(byte[] bytes) {
            byte[] echo = bytes.clone();
            if (fault == Fault.BYTES_CHANGED) {
                echo[200]++;
            }
            byte[] frame = FrameBytes.binary(echo);
            if (fault == Fault.HUGE) {
                frame[1] = 127;
            }
            if (fault == Fault.LARGE_CUT && bytes.length > 1000) {
                frame = FrameBytes.binary(Arrays.copyOf(bytes, bytes.length - 1));
            }
            send(frame);
        }

        @Override
        public void onPong() {}

        @Override
        public void onPing(byte[] payload) {
            if (fault == Fault.FRAGMENTS_APART) {
                send(FrameBytes.text("4a"));
            } else if (fault != Fault.NO_PONG) {
                send(FrameBytes.pong(payload));
            }
        }

        @Override
        public void onClose(int code, String reason) {
            if (fault != Fault.CLOSE_UNANSWERED) {
                send(FrameBytes.close(fault == Fault.OTHER_CODE ? CloseCode.UNEXPECTED : code, ""));
            }
            if (fault == Fault.STAYS_OPEN) {
                silent.release();
            }
            if (fault == Fault.HTTP_AGAIN) {
                send("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
            }
        }
    }
}
