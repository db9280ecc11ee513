package io.sockee.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The masking of what clients send (RFC 6455, section 5.3). */
final class Mask {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Mask() {}

    /**
     * Takes the mask off, in place.
     *
     * @param key the four bytes, the first one highest
     * @param done how many bytes of the payload lie before these
     */
    static void remove(int key, long done, byte[] bytes, int from, int to) {
        int turned = Integer.rotateLeft(key, 8 * (int) (done & 3));
        long twice = ((turned & 0xffffffffL) << 32) | (turned & 0xffffffffL);
        int i = from;
        for (; i + 8 <= to; i += 8) {
            LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ twice);
        }
        for (int shift = 24; i < to; i++) {
            bytes[i] ^= (byte) (turned >> shift);
            shift = shift == 0 ? 24 : shift - 8;
        }
    }
}
