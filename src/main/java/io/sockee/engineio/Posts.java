package io.sockee.engineio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The POSTs of one session: one at a time, and each handled once. A browser sends a POST again by itself when the connection that
 * it used once more breaks before an answer, and cannot know whether the first one came. JavaScript clients, and those made
 * after them, mark each request in its query with a {@code t} of its own, which the repetition has, too.
 *
 * <p>Not each {@code t} tells requests apart: C#'s client sends the seconds, so that plain numbers count as none, and a script may
 * send always the same. Therefore a repetition must have the same body, too, and a client that has used one mark for two bodies
 * has none from then on. Python's and, by default, Java's clients mark no POSTs: theirs are handled as they come. Dart's old
 * clients mark them with the millisecond, so two with the same body in one millisecond would count as one.
 *
 * <p>Used within the session's mailbox.
 */
final class Posts {
    private static final int LONGEST_MARK = 64;

    /** A body that was handled. Its length and hash are enough: only the client itself could make up another one. */
    record Handled(String mark, int length, int hash) {}

    private final List<Post> underWay =
            new ArrayList<>(2); // two are the same POST: the connection of the first one is gone
    private @Nullable Handled last;
    private boolean ambiguous;

    /** A POST begins; false when it may not, since another one is under way. */
    boolean begin(Post post) {
        post.mark = tellsApart(post.given()) ? post.given() : null;
        boolean free = underWay.isEmpty() || (underWay.size() == 1 && isSame(underWay.get(0), post));
        if (free) {
            underWay.add(post);
        }
        return free;
    }

    private static boolean isSame(Post one, Post other) {
        return other.mark != null && other.mark.equals(one.mark);
    }

    private boolean tellsApart(@Nullable String given) {
        return !ambiguous && isMark(given);
    }

    /** Whether a {@code t} may tell requests apart. */
    static boolean isMark(@Nullable String given) {
        return given != null && given.length() <= LONGEST_MARK && given.chars().anyMatch(Character::isLetter);
    }

    /** The body of a POST has come, of a length and with a hash; false when it has been handled before. */
    boolean isNew(Post post, int length, int hash) {
        end(post);
        String mark = post.mark;
        if (mark == null) {
            last = null;
            return true;
        }
        Handled now = new Handled(mark, length, hash);
        Handled before = post.handled != null ? post.handled : last;
        post.handled = now;
        if (now.equals(before)) {
            return false;
        }
        ambiguous |= before != null && before.mark().equals(mark);
        last = ambiguous ? null : now;
        underWay.forEach(same -> same.handled = now);
        underWay.clear(); // what was read there may never come whole, and nothing has to wait for it
        return true;
    }

    /** A POST ends that is not handled. */
    void end(Post post) {
        underWay.remove(post);
    }

    /**
     * A POST has broken off, or its answer may not have arrived.
     *
     * @return whether nothing is lost by that: it has been handled, and a client that is still there sends it again, or does
     *     so already
     */
    boolean outlives(Post post) {
        end(post);
        return post.handled != null || !underWay.isEmpty();
    }
}
