package io.sockee.event;

import java.util.List;

/**
 * The arguments of an event or an ack: JSON texts, and the binary attachments that their placeholders name. Arguments that are
 * only passed on stay as they came, character by character: numbers, escapes, order of fields.
 *
 * <p>Immutable. A placeholder is the object {@code {"_placeholder":true,"num":i}} in place of attachment {@code i}.
 */
public final class RawArguments {
    private static final int[] NO_STARTS = new int[0];

    /** No arguments. */
    public static final RawArguments NONE = new RawArguments("", NO_STARTS, 0, List.of());

    private final String text;
    private final int[] starts;
    private final int end;
    private final List<byte[]> attachments;

    /**
     * @param text a text that contains the arguments, separated by commas
     * @param starts where each begins
     * @param end where the last one ends
     */
    RawArguments(String text, int[] starts, int end, List<byte[]> attachments) {
        this.text = text;
        this.starts = starts;
        this.end = end;
        this.attachments = attachments;
    }

    /**
     * Arguments that this server encodes.
     *
     * @param json each argument as valid JSON
     */
    public static RawArguments of(List<String> json, List<byte[]> attachments) {
        StringBuilder text = new StringBuilder();
        int[] starts = new int[json.size()];
        for (int i = 0; i < starts.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            starts[i] = text.length();
            text.append(json.get(i));
        }
        return new RawArguments(text.toString(), starts, text.length(), attachments);
    }

    /**
     * Arguments that stand in one text already.
     *
     * @param text each as valid JSON, with a comma between two and nothing else
     * @param starts where each begins; not to be changed afterwards
     */
    public static RawArguments joined(String text, int[] starts, List<byte[]> attachments) {
        return new RawArguments(text, starts, text.length(), List.copyOf(attachments));
    }

    /** How many there are. */
    public int count() {
        return starts.length;
    }

    /** The JSON text of the argument at a position from 0. */
    public String json(int index) {
        return text.substring(starts[index], endOf(index));
    }

    /** How many chars {@link #json} has. */
    public int length(int index) {
        return endOf(index) - starts[index];
    }

    private int endOf(int index) {
        if (index == starts.length - 1) {
            return end;
        }
        int at = text.lastIndexOf(',', starts[index + 1] - 1);
        while (isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isWhitespace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    /** Adds all arguments, separated by commas, to a text. */
    public void appendTo(StringBuilder to) {
        if (starts.length > 0) {
            to.append(text, starts[0], end);
        }
    }

    /** Adds the beginning of what {@link #appendTo} adds, of so many chars at most; whether that was all. */
    public boolean appendTo(StringBuilder to, int most) {
        if (starts.length == 0) {
            return true;
        }
        int cut = Math.min(end, starts[0] + most);
        to.append(text, starts[0], cut);
        return cut == end;
    }

    /** How many chars {@link #appendTo} adds. */
    public int length() {
        return starts.length == 0 ? 0 : end - starts[0];
    }

    /** How much they take, about, in bytes: the chars of their text, each counted as one, and the bytes of their attachments. */
    public long size() {
        long size = length();
        for (byte[] attachment : attachments) {
            size += attachment.length;
        }
        return size;
    }

    /** All but the first ones, of which there have to be so many. */
    public RawArguments skip(int count) {
        int[] rest = new int[starts.length - count];
        System.arraycopy(starts, count, rest, 0, rest.length);
        return new RawArguments(text, rest, end, attachments);
    }

    /** Whether the last one is text. */
    boolean endsWithText() {
        return starts.length > 0 && text.charAt(starts[starts.length - 1]) == '"';
    }

    /** The same with one more at the end: a text of letters and digits. */
    RawArguments followedBy(String last) {
        StringBuilder longer = new StringBuilder(length() + last.length() + 3);
        appendTo(longer);
        int[] all = new int[starts.length + 1];
        for (int i = 0; i < starts.length; i++) {
            all[i] = starts[i] - starts[0];
        }
        if (starts.length > 0) {
            longer.append(',');
        }
        all[starts.length] = longer.length();
        longer.append('"').append(last).append('"');
        return new RawArguments(longer.toString(), all, longer.length(), attachments);
    }

    /** The same arguments with the attachments that have arrived. */
    public RawArguments with(List<byte[]> arrived) {
        return new RawArguments(text, starts, end, List.copyOf(arrived));
    }

    /** The attachments; their bytes must not be changed. */
    public List<byte[]> attachments() {
        return attachments;
    }

    @Override
    public String toString() {
        return count() + " arguments, " + attachments.size() + " attachments";
    }
}
