package io.sockee.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An HTTP/1.1 response within bytes: its status, where its body begins, and where it ends. Chunks are put together in place. */
final class Answer {
    private int status;
    private int body;
    private int bodyEnd;
    private int end;

    int status() {
        return status;
    }

    int body() {
        return body;
    }

    int bodyEnd() {
        return bodyEnd;
    }

    /** Where what follows it begins. */
    int end() {
        return end;
    }

    /**
     * @return whether it has come as a whole; until then nothing in the bytes is changed
     * @throws IOException when it is no such response
     */
    boolean read(byte[] bytes, int from, int to) throws IOException {
        try {
            return parse(bytes, from, to);
        } catch (NumberFormatException e) {
            throw new IOException("a response without a status or a length", e);
        }
    }

    private boolean parse(byte[] bytes, int from, int to) throws IOException {
        int headEnd = find(bytes, from, to, "\r\n\r\n");
        if (headEnd < 0) {
            return false;
        }
        String head = new String(bytes, from, headEnd - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (!head.startsWith("http/1.1 ")) {
            throw new IOException(
                    "no response of HTTP/1.1: " + head.lines().findFirst().orElse(""));
        }
        status = Integer.parseInt(head, 9, 12, 10);
        body = headEnd + 4;
        if (head.contains("\r\ntransfer-encoding: chunked")) {
            return chunks(bytes, to);
        }
        int length = head.indexOf("\r\ncontent-length:");
        bodyEnd = body;
        if (length >= 0) {
            int line = head.indexOf('\r', length + 2);
            String value = head.substring(length + 17, line < 0 ? head.length() : line);
            bodyEnd += Integer.parseInt(value.strip());
        }
        end = bodyEnd;
        return end <= to;
    }

    private boolean chunks(byte[] bytes, int to) {
        if (!chunks(bytes, to, false)) {
            return false;
        }
        return chunks(bytes, to, true);
    }

    private boolean chunks(byte[] bytes, int to, boolean move) {
        int position = body;
        bodyEnd = body;
        while (true) {
            int line = find(bytes, position, to, "\r\n");
            if (line < 0) {
                return false;
            }
            String size = new String(bytes, position, line - position, StandardCharsets.ISO_8859_1);
            int length = Integer.parseInt(size.split(";", 2)[0].strip(), 16);
            int data = line + 2;
            if (to - data < length + 2) {
                return false;
            }
            if (move) {
                System.arraycopy(bytes, data, bytes, bodyEnd, length);
                bodyEnd += length;
            }
            position = data + length + 2;
            if (length == 0) {
                end = position;
                return true;
            }
        }
    }

    private static int find(byte[] bytes, int from, int to, String wanted) {
        for (int i = from; i <= to - wanted.length(); i++) {
            int match = 0;
            while (match < wanted.length() && bytes[i + match] == wanted.charAt(match)) {
                match++;
            }
            if (match == wanted.length()) {
                return i;
            }
        }
        return -1;
    }
}
