package io.sockee.proxy;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The elements of a list header, from the last to the first. Proxies add at the end, so what a client has put in front is only
 * looked at when everything behind it has been taken: a quote that a client leaves open hides nothing of what proxies say.
 */
final class FromTheRight implements Iterator<String> {
    private final List<String> lines;
    private int line;
    private int end;

    FromTheRight(List<String> lines) {
        this.lines = lines;
        this.line = lines.size() - 1;
        this.end = line < 0 ? 0 : lines.get(line).length();
    }

    @Override
    public boolean hasNext() {
        return line >= 0;
    }

    @Override
    public String next() {
        if (line < 0) {
            throw new NoSuchElementException();
        }
        String text = lines.get(line);
        int comma = commaBefore(text, end);
        String element = text.substring(comma + 1, end).strip();
        if (comma >= 0) {
            end = comma;
        } else {
            line--;
            end = line < 0 ? 0 : lines.get(line).length();
        }
        return element;
    }

    /** The position of the last comma before {@code end} that is not within quotes, or -1. */
    private static int commaBefore(String text, int end) {
        boolean quoted = false;
        for (int i = end - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '"' && !(quoted && isEscaped(text, i))) {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isEscaped(String text, int at) {
        int backslashes = 0;
        while (backslashes < at && text.charAt(at - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
