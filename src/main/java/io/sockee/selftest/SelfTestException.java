package io.sockee.selftest;

/** The server's WebSockets are not as they should be, or that could not be found out. */
public final class SelfTestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean upgraded;
    private final boolean wrong;

    private SelfTestException(String reason, boolean upgraded, boolean wrong) {
        super(reason);
        this.upgraded = upgraded;
        this.wrong = wrong;
    }

    /** The server has done something that it must not do, however slow it is. */
    static SelfTestException wrong(String reason) {
        return new SelfTestException(reason, true, true);
    }

    /** The server has not done what it should, which may be for another reason than that it cannot. */
    static SelfTestException inconclusive(String reason, boolean upgraded) {
        return new SelfTestException(reason, upgraded, false);
    }

    SelfTestException at(String step) {
        SelfTestException placed = new SelfTestException(step + ": " + reason(), upgraded, wrong);
        placed.initCause(this);
        return placed;
    }

    /** In a few words, for the log. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** Whether there was a WebSocket; if not, something answered that may not be the server. */
    public boolean upgraded() {
        return upgraded;
    }

    /** Whether the server is at fault for sure; if not, another try may end otherwise. */
    public boolean isWrong() {
        return wrong;
    }
}
