package io.sockee.socketio;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.sockee.socketio.PackedInput.Kind;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes values of MessagePack as JSON, with placeholders in the place of bytes, which become attachments: what is above the wire knows
 * one form of values. What JSON has no words for is written as JavaScript would: no number is null, a date is its text. For one thread.
 */
final class PackedJson {
    private static final String PLACEHOLDER = "_placeholder";
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final PackedInput in;
    private final StringBuilder to;
    private final int maxDepth;
    private final int maxAttachments;
    private final List<byte[]> attachments = new ArrayList<>(0);

    // What is open: how many items or pairs each still has, whether it is a map, and whether a comma comes before the
    // next.
    private int[] left = new int[8];
    private boolean[] isMap = new boolean[8];
    private boolean[] follows = new boolean[8];
    private int depth;

    /**
     * @param maxDepth how deep arrays and maps may be nested
     * @param maxAttachments how many times there may be bytes
     */
    PackedJson(PackedInput in, StringBuilder to, int maxDepth, int maxAttachments) {
        this.in = in;
        this.to = to;
        this.maxDepth = maxDepth;
        this.maxAttachments = maxAttachments;
    }

    /** What the placeholders stand for. */
    List<byte[]> attachments() {
        return attachments;
    }

    /** Writes the next value. */
    void value() throws BrokenPacketException {
        write(in.next());
        while (depth > 0) {
            int top = depth;
            if (left[top]-- == 0) {
                to.append(isMap[top] ? '}' : ']');
                depth--;
            } else if (!isMap[top]) {
                comma(top);
                write(in.next());
            } else {
                pair(top);
            }
        }
    }

    private void comma(int top) {
        if (follows[top]) {
            to.append(',');
        }
        follows[top] = true;
    }

    private void pair(int top) throws BrokenPacketException {
        String key = key();
        Kind value = in.next();
        if (value == Kind.UNDEFINED) {
            return;
        }
        if (value == Kind.TRUE && key.equals(PLACEHOLDER)) {
            throw new BrokenPacketException(); // it would be taken for one of ours
        }
        comma(top);
        quote(key);
        to.append(':');
        write(value);
    }

    /** Clients in some languages have maps whose keys are numbers; in JavaScript these are texts. */
    private String key() throws BrokenPacketException {
        Kind kind = in.next();
        if (kind == Kind.INTEGER) {
            return Long.toString(in.integer());
        } else if (kind != Kind.TEXT) {
            throw new BrokenPacketException();
        }
        return in.text();
    }

    private void write(Kind kind) throws BrokenPacketException {
        switch (kind) {
            case NIL, UNDEFINED -> to.append("null");
            case FALSE -> to.append("false");
            case TRUE -> to.append("true");
            case INTEGER -> to.append(in.integer());
            case UNSIGNED -> to.append(Long.toUnsignedString(in.integer()));
            case DIGITS -> to.append(in.digits());
            case FRACTION -> fraction(in.fraction());
            case TEXT -> quote(in.text());
            case BINARY -> attachment();
            case DATE -> to.append('"').append(MILLIS.format(in.date())).append('"');
            case ARRAY -> open('[', false);
            case MAP -> open('{', true);
        }
    }

    private void fraction(double value) {
        if (Double.isFinite(value)) {
            to.append(value);
        } else {
            to.append("null");
        }
    }

    private void attachment() throws BrokenPacketException {
        if (attachments.size() == maxAttachments) {
            throw new BrokenPacketException();
        }
        to.append("{\"" + PLACEHOLDER + "\":true,\"num\":")
                .append(attachments.size())
                .append('}');
        attachments.add(in.bytes());
    }

    private void open(char bracket, boolean map) throws BrokenPacketException {
        if (depth == maxDepth) {
            throw new BrokenPacketException();
        }
        depth++;
        if (depth == left.length) {
            left = Arrays.copyOf(left, depth * 2);
            isMap = Arrays.copyOf(isMap, depth * 2);
            follows = Arrays.copyOf(follows, depth * 2);
        }
        left[depth] = in.count();
        isMap[depth] = map;
        follows[depth] = false;
        to.append(bracket);
    }

    private void quote(String text) {
        to.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, to);
        to.append('"');
    }
}
