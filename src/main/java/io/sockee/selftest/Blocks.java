package io.sockee.selftest;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What is sent to a reader that has stopped: blocks of which each is different, so that a loss is seen. */
final class Blocks {
    /** Bytes of each: large enough for a length of 64 bits. */
    static final int SIZE = 64 * 1024;

    /** More than this is taken from a server only if it keeps without bound what its clients do not read. */
    static final int MOST = 512;

    private Blocks() {}

    static byte[] block(int number) {
        byte[] block = new byte[SIZE];
        Arrays.fill(block, (byte) (31 * number));
        ByteBuffer.wrap(block).putInt(number);
        return block;
    }
}
