package io.sockee.push;

/** What a website posted cannot be sent. The message tells why, and quotes nothing of it. */
public final class PostException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    private PostException(String message, boolean tooLarge) {
        super(message);
        this.tooLarge = tooLarge;
    }

    static PostException invalid(String message) {
        return new PostException(message, false);
    }

    /** The same, with more to say. */
    PostException with(String more) {
        return new PostException(getMessage() + more, tooLarge);
    }

    /** The post is too large. */
    public static PostException tooLarge(String message) {
        return new PostException(message, true);
    }

    /** Whether the post was refused for its size. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
