package io.sockee.sockjs;

import io.sockee.connection.Frames;
import org.jspecify.annotations.Nullable;

/**
 * The frames of messages that were sent just now. An application of SockJS that tells many sends one text to each of them; so the
 * text is quoted and encoded once, and all have the same frame.
 *
 * <p>Threads have a place of their own each, as long as they are few, and nothing is locked. A text is known again by being the same
 * object, which costs nothing where none comes twice. Long ones are not kept. Any thread.
 */
final class RecentMessages {
    /** In chars; what these places hold in all stays below 2 MiB for each service. */
    static final int LONGEST = 16 * 1024;

    private static final int PLACES = 16;

    /** So that two places share no line of a processor's cache. */
    private static final int APART = 16;

    private final @Nullable Recent[] recent = new Recent[PLACES * APART];

    private record Recent(String text, boolean raw, Frames frames) {}

    /**
     * The frames of a message.
     *
     * @param raw for a raw WebSocket, which has no frames of SockJS around its messages
     */
    @SuppressWarnings("ReferenceEquality") // that is how they are known again
    Frames of(String text, boolean raw) {
        int place = (int) (Thread.currentThread().getId() % PLACES) * APART;
        Recent known = recent[place];
        if (known != null && known.text == text && known.raw == raw) {
            return known.frames;
        }
        Frames frames = raw ? Frames.text(text) : SockJsFrames.message(text);
        if (text.length() <= LONGEST) {
            recent[place] = new Recent(text, raw, frames);
        }
        return frames;
    }
}
