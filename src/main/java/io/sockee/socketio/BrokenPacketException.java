package io.sockee.socketio;

/** A message is no packet. It says no more, as nobody but the reader that gives it up sees it. */
final class BrokenPacketException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenPacketException() {
        super("no packet", null, false, false);
    }
}
