package io.sockee.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;

/** The one thread that all connections are read and written by, and its buffers. */
final class Loop implements AutoCloseable {

    /** Also the largest frame or answer that is understood. */
    static final int LARGEST = 1 << 18;

    /** Connections from one address: fewer than a system has ports to give away. */
    private static final int PER_ADDRESS = 10_000;

    final byte[] in = new byte[LARGEST];
    final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST);

    /** Whose bytes are being read, if any, and what it has answered so far. */
    Wire reading;

    final ByteBuffer answers = ByteBuffer.allocateDirect(LARGEST);

    private final Selector selector;
    private int opened;

    Loop() throws IOException {
        selector = Selector.open();
    }

    /** Begins to connect; beyond ten thousand from 127.0.0.2 on, so that no address runs out of ports. */
    void connect(InetSocketAddress server, Wire wire) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (opened >= PER_ADDRESS && server.getAddress().isLoopbackAddress()) {
                byte[] address = {127, 0, 0, (byte) (1 + opened / PER_ADDRESS)};
                channel.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
            }
            opened++;
            wire.begin(this, channel, channel.register(selector, SelectionKey.OP_CONNECT, wire));
            channel.connect(server);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Goes on until this is so, or until a time of {@link System#nanoTime}; says whether it is so. */
    boolean until(BooleanSupplier done, long deadline) {
        while (!done.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            turn(Math.min(left, 50_000_000));
        }
        return true;
    }

    private void turn(long nanos) {
        try {
            selector.select(key -> ((Wire) key.attachment()).turn(key), Math.max(1, nanos / 1_000_000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
