package io.sockee.guide.app;

/** One of the application's own exceptions, which knows nothing of clients. */
public class NotEnoughException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long left;

    public NotEnoughException(long left) {
        super("not enough: " + left);
        this.left = left;
    }

    public long left() {
        return left;
    }
}
