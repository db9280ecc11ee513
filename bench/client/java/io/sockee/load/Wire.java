package io.sockee.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** One TCP connection of a {@link Loop}. */
abstract class Wire {
    private static final byte[] NOTHING = {};

    private Loop loop;
    private SocketChannel channel;
    private SelectionKey key;
    private boolean ended;

    /** The beginning of what has not come as a whole. */
    private byte[] begun = NOTHING;

    /** What the socket had no room for. */
    private byte[] waiting = NOTHING;

    void begin(Loop loop, SocketChannel channel, SelectionKey key) {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
    }

    /** It is connected. */
    abstract void connected();

    /** @return where what it has taken ends; what lies after it comes again, with more */
    abstract int take(byte[] bytes, int from, int to) throws IOException;

    /** It has ended, otherwise than by {@link #end}. */
    abstract void ended(String why);

    /** The loop's buffer, to be filled and then {@linkplain #flush written}. */
    final ByteBuffer out() {
        return loop.out.clear();
    }

    /** While something is read, what this connection answers waits for the end of it, and leaves with one write. */
    final void flush() {
        if (ended) {
            return;
        }
        ByteBuffer out = loop.out.flip();
        if (loop.reading != this) {
            write(out);
            return;
        }
        if (loop.answers.remaining() < out.remaining()) {
            writeAnswers();
        }
        loop.answers.put(out);
    }

    private void write(ByteBuffer out) {
        try {
            if (waiting.length == 0) {
                channel.write(out);
            }
            if (out.hasRemaining()) {
                int before = waiting.length;
                waiting = Arrays.copyOf(waiting, before + out.remaining());
                out.get(waiting, before, out.remaining());
                key.interestOpsOr(SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            end("write: " + e.getMessage());
        }
    }

    /** Ends it without a word to the peer, and without {@link #ended}. */
    final void end() {
        ended = true;
        if (channel == null) {
            return; // it was never begun
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("A socket was not closed", e);
        }
    }

    final void end(String why) {
        writeAnswers();
        if (!ended) {
            end();
            ended(why);
        }
    }

    private void writeAnswers() {
        if (!ended && loop != null && loop.reading == this && loop.answers.position() > 0) {
            write(loop.answers.flip());
            loop.answers.clear();
        }
    }

    /** Reads no more, so that the server has to keep what it sends. */
    final void stopReading() {
        key.interestOpsAnd(~SelectionKey.OP_READ);
    }

    final void turn(SelectionKey ready) {
        try {
            if (ready.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                connected();
                return;
            }
            if (ready.isWritable()) {
                writeWaiting();
            }
            if (!ended && ready.isReadable()) {
                read();
            }
        } catch (IOException e) {
            end(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private void writeWaiting() throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(waiting);
        channel.write(rest);
        waiting = Arrays.copyOfRange(waiting, rest.position(), waiting.length);
        if (waiting.length == 0) {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    private void read() throws IOException {
        byte[] in = loop.in;
        System.arraycopy(begun, 0, in, 0, begun.length);
        if (begun.length == in.length) {
            end("more than " + in.length + " bytes in one piece");
            return;
        }
        int read = channel.read(ByteBuffer.wrap(in, begun.length, in.length - begun.length));
        if (read < 0) {
            end("closed by the server");
            return;
        }
        int to = begun.length + read;
        int from = 0;
        loop.reading = this;
        loop.answers.clear();
        try {
            while (from < to && !ended) {
                int taken = take(in, from, to);
                if (taken == from) {
                    break;
                }
                from = taken;
            }
            writeAnswers();
        } finally {
            loop.reading = null;
        }
        begun = from == to || ended ? NOTHING : Arrays.copyOfRange(in, from, to);
    }
}
