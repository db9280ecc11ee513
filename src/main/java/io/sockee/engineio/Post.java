package io.sockee.engineio;

import io.sockee.connection.CloseReason;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One POST of a session, with packets of the client. It begins, and if it is let in, one of {@link #body}, {@link #abandon}, {@link
 * #fail} and {@link #gone} follows. Any thread may call; nothing blocks.
 */
public final class Post {
    private final EngineSession session;
    private final Posts posts;
    private final @Nullable String given;

    // Used by Posts, within the mailbox only.
    @Nullable
    String mark;

    Posts.@Nullable Handled handled; // what this one, or another that is the same, has brought

    private boolean over; // of no interest any more; within the mailbox only

    Post(EngineSession session, Posts posts, @Nullable String given) {
        this.session = session;
        this.posts = posts;
        this.given = given;
    }

    /** The mark that the client gave it, if any. */
    @Nullable
    String given() {
        return given;
    }

    /**
     * It begins.
     *
     * @param begun told once whether the body may be read, on this thread or another one; it must not block. Not when the
     *     session has ended, or when another POST is under way: two at a time end the session, unless both are the same
     */
    public void begin(Consumer<Boolean> begun) {
        session.execute(() -> {
            boolean free = !session.isClosed() && posts.begin(this);
            if (!free) {
                session.end(CloseReason.TRANSPORT_ERROR);
            }
            begun.accept(free);
        });
    }

    /** Some of its body has come: a pong behind that may take its time. */
    public void arriving() {
        session.polling().moved();
    }

    /**
     * Its body has come. Too many packets, or one that is malformed, refuse the request and end the session; the packets before
     * a malformed one have been taken. One that was handled already is answered like the first time.
     */
    public void body(String text, PollingReply reply) {
        session.execute(() -> {
            if (posts.isNew(this, text.length(), text.hashCode())) {
                session.polling().take(session.version().packets(text), reply);
            } else {
                reply.ok();
            }
        });
    }

    /**
     * The same for a body of bytes, where the session {@linkplain Polling#takes takes} such.
     *
     * @param bytes the session's from now on
     */
    public void body(byte[] bytes, PollingReply reply) {
        session.execute(() -> {
            if (posts.isNew(this, bytes.length, Arrays.hashCode(bytes))) {
                session.polling().take(session.version().packets(bytes), reply);
            } else {
                reply.ok();
            }
        });
    }

    /** It was refused for its size: the session goes on. */
    public void abandon() {
        session.execute(() -> {
            over = true;
            posts.end(this);
        });
    }

    /** It was not a text: the session ends. */
    public void fail(CloseReason reason) {
        session.execute(() -> session.end(reason));
    }

    /**
     * Its client has gone, its body broke off or was not to be read, or its answer could not be sent: the session ends, unless
     * the POST has been handled, or comes on another connection. Only the first call counts, and none after {@link #abandon}: the
     * answer to one that is refused may fail, too, when its repetition has long been handled.
     */
    public void gone() {
        session.execute(() -> {
            if (!over) {
                over = true;
                if (!posts.outlives(this)) {
                    session.end(CloseReason.TRANSPORT_ERROR);
                }
            }
        });
    }
}
