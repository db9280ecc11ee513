package io.sockee.websocket;

/**
 * Checks UTF-8 as it comes, in any slices, and finds the first byte that cannot be part of a text. Overlong forms, surrogates and
 * code points above U+10FFFF are refused (RFC 3629). For one thread at a time.
 */
public final class Utf8 {
    /** How many continuation bytes have yet to come. */
    private int missing;

    /** The range of the next continuation byte; after some first bytes it is narrower. */
    private int least = 0x80;

    private int most = 0xbf;

    /** Whether a whole text is UTF-8. */
    public static boolean isWellFormed(byte[] text) {
        Utf8 utf8 = new Utf8();
        return utf8.accept(text, 0, text.length) && utf8.isComplete();
    }

    /** Whether these bytes may continue the text; after false it has to be restarted. */
    boolean accept(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int b = bytes[i++];
            if (missing == 0 && b >= 0) {
                continue; // ASCII
            }
            if (!accept(b & 0xff)) {
                return false;
            }
        }
        return true;
    }

    private boolean accept(int b) {
        if (missing > 0) {
            boolean fits = b >= least && b <= most;
            missing--;
            least = 0x80;
            most = 0xbf;
            return fits;
        }
        if (b < 0xc2 || b > 0xf4) {
            return false;
        }
        if (b < 0xe0) {
            missing = 1;
        } else if (b < 0xf0) {
            missing = 2;
            least = b == 0xe0 ? 0xa0 : 0x80;
            most = b == 0xed ? 0x9f : 0xbf;
        } else {
            missing = 3;
            least = b == 0xf0 ? 0x90 : 0x80;
            most = b == 0xf4 ? 0x8f : 0xbf;
        }
        return true;
    }

    /** Whether the text does not end in the middle of a character. */
    boolean isComplete() {
        return missing == 0;
    }

    /** Begins with a new text. */
    void restart() {
        missing = 0;
        least = 0x80;
        most = 0xbf;
    }
}
