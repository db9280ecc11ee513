package io.sockee.websocket;

/**
 * Checks UTF-8 as it comes, in any slices: what can be no beginning of a text is found at its first wrong byte. Overlong
 * forms, surrogates and what lies above U+10FFFF are none (RFC 3629).
 */
public final class Utf8 {
    /** Continuation bytes that are yet to come. */
    private int missing;

    /** The range of the next one; after some first bytes it is narrower. */
    private int least = 0x80;

    private int most = 0xbf;

    /** Whether a whole text is UTF-8. */
    public static boolean isWellFormed(byte[] text) {
        Utf8 utf8 = new Utf8();
        return utf8.accept(text, 0, text.length) && utf8.isComplete();
    }

    /** Whether the text may go on like this. */
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

    /** Whether no character is under way. */
    boolean isComplete() {
        return missing == 0;
    }

    /** Forgets what has come. */
    void restart() {
        missing = 0;
        least = 0x80;
        most = 0xbf;
    }
}
