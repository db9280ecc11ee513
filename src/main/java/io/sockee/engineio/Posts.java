package io.sockee.engineio;

import org.jspecify.annotations.Nullable;

/**
 * The POSTs of one session: one at a time, and each handled once. A browser sends a POST again by itself when the connection that
 * it used once more breaks before an answer, and cannot know whether the first one came. JavaScript clients, and those made
 * after them, mark each request in its query with a {@code t} of its own, which the repetition has, too.
 *
 * <p>Not each {@code t} tells requests apart: C#'s client sends the seconds, so that plain numbers count as none, and a script may
 * send always the same. Therefore a repetition must have the same body, too, and a client that has used one mark for two bodies
 * has none from then on. Python's and, by default, Java's clients mark no POSTs: theirs are handled as they come.
 *
 * <p>Used within the session's mailbox.
 */
final class Posts {
    private static final int LONGEST_MARK = 64;

    /** A body that was handled. Its length and hash are enough: only the client itself could make up another one. */
    private record Handled(String mark, int length, int hash) {
        private Handled(String mark, String body) {
            this(mark, body.length(), body.hashCode());
        }
    }

    private int underWay; // two are the same POST: the connection of the first one is gone
    private @Nullable String mark; // of the one that began last
    private @Nullable Handled last;
    private boolean ambiguous;

    /** A POST begins; false when it may not, since another one is under way. */
    boolean begin(@Nullable String given) {
        String next = tellsApart(given) ? given : null;
        if (underWay > 1 || (underWay == 1 && (next == null || !next.equals(mark)))) {
            return false;
        }
        mark = next;
        underWay++;
        return true;
    }

    private boolean tellsApart(@Nullable String given) {
        return given != null
                && !ambiguous
                && given.length() <= LONGEST_MARK
                && given.chars().anyMatch(Character::isLetter);
    }

    /** The body of a POST has come; false when it has been handled before. */
    boolean isNew(String body) {
        end();
        Handled before = last;
        Handled now = mark == null ? null : new Handled(mark, body);
        if (now != null && now.equals(before)) {
            return false;
        }
        ambiguous |= now != null && before != null && before.mark().equals(now.mark());
        last = ambiguous ? null : now;
        return true;
    }

    /** A POST ends that is not handled. */
    void end() {
        underWay = Math.max(0, underWay - 1);
    }

    /**
     * A POST has broken off, or its answer may not have arrived.
     *
     * @return whether nothing is lost by that: it has been handled, and a client that is still there sends it again, or does
     *     so already
     */
    boolean outlives() {
        if (underWay > 1) {
            underWay--;
            return true;
        }
        return underWay == 0 && last != null;
    }
}
