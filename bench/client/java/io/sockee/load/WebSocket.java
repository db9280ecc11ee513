package io.sockee.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The client's side of RFC 6455: the opening handshake, masked frames out, frames and fragments in. No extensions. */
final class WebSocket extends Wire implements Carrier {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final String host;
    private final String target;
    private final Session session;
    private final Answer answer = new Answer();

    private boolean open;
    private boolean closing;
    private int masks;

    /** Of a message in fragments; empty when there is none. */
    private Text fragments;

    WebSocket(String host, String target, Session session) {
        this.host = host;
        this.target = target;
        this.session = session;
        masks = System.identityHashCode(this);
    }

    @Override
    void connected() {
        byte[] nonce = new byte[16];
        ByteBuffer.wrap(nonce).putInt(0, mask()).putInt(8, mask());
        out().put(("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                        + Base64.getEncoder().encodeToString(nonce) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        flush();
    }

    @Override
    public void send(Text text) {
        frame(TEXT, text.bytes(), 0, text.length());
        flush();
    }

    @Override
    public void close() {
        closing = true;
        if (open) {
            frame(CLOSE, new byte[] {3, (byte) 0xE8}, 0, 2); // 1000
            flush();
        } else {
            end("");
        }
    }

    @Override
    public void abort() {
        end();
    }

    @Override
    public void stop() {
        stopReading();
    }

    @Override
    int take(byte[] bytes, int from, int to) throws IOException {
        if (open) {
            return takeFrame(bytes, from, to);
        }
        if (!answer.read(bytes, from, to)) {
            return from;
        }
        if (answer.status() != 101) {
            end("the server answered " + answer.status());
            return to;
        }
        open = true;
        session.opened();
        return answer.end();
    }

    private int takeFrame(byte[] bytes, int from, int to) {
        if (to - from < 2) {
            return from;
        }
        int data = from + 2;
        long length = bytes[from + 1] & 0x7F;
        if (length >= 126) {
            int more = length == 126 ? 2 : 8;
            if (to - data < more) {
                return from;
            }
            length = 0;
            for (int i = 0; i < more; i++) {
                length = length << 8 | bytes[data++] & 0xFF;
            }
        }
        if ((bytes[from] & 0x70) != 0 || (bytes[from + 1] & 0x80) != 0 || length > Loop.LARGEST) {
            end("a frame that no server sends");
            return to;
        }
        if (to - data < length) {
            return from;
        }
        int end = data + (int) length;
        frame(bytes[from], bytes, data, end);
        return end;
    }

    private void frame(byte first, byte[] bytes, int from, int to) {
        boolean last = first < 0;
        int kind = first & 0x0F;
        if (kind == CLOSE) {
            if (!closing) {
                frame(CLOSE, bytes, from, Math.min(to, from + 2));
                flush();
            }
            end(closeReason(bytes, from, to));
        } else if (kind == PING) {
            frame(PONG, bytes, from, to);
            flush();
        } else if (kind == TEXT && last) {
            session.text(bytes, from, to);
        } else if (kind == TEXT || kind == 0 && fragments != null) {
            fragments = (kind == TEXT ? new Text() : fragments).add(bytes, from, to);
            if (last) {
                Text whole = fragments;
                fragments = null;
                session.text(whole.bytes(), 0, whole.length());
            }
        } else if (kind != PONG) {
            end("a frame of kind " + kind);
        }
    }

    private static String closeReason(byte[] bytes, int from, int to) {
        return to - from < 2
                ? "closed by the server"
                : "closed with " + ((bytes[from] & 0xFF) << 8 | bytes[from + 1] & 0xFF);
    }

    @Override
    void ended(String why) {
        session.ended(closing ? "" : why);
    }

    private void frame(int kind, byte[] bytes, int from, int to) {
        ByteBuffer out = out();
        int length = to - from;
        out.put((byte) (0x80 | kind));
        if (length < 126) {
            out.put((byte) (0x80 | length));
        } else if (length < 1 << 16) {
            out.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            out.put((byte) (0x80 | 127)).putLong(length);
        }
        int mask = mask();
        out.putInt(mask);
        for (int i = 0; i < length; i++) {
            out.put((byte) (bytes[from + i] ^ mask >>> (3 - i % 4) * 8));
        }
    }

    /** Not for security: xorshift, which costs nothing. */
    private int mask() {
        masks ^= masks << 13;
        masks ^= masks >>> 17;
        masks ^= masks << 5;
        return masks;
    }
}
