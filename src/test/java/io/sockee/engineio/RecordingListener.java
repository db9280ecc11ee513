package io.sockee.engineio;

import io.sockee.connection.CloseReason;
import io.sockee.connection.ConnectionListener;
import java.util.ArrayList;
import java.util.List;

/** Remembers what a session tells, and insists on the contract: one at a time, and nothing after the end. */
final class RecordingListener implements ConnectionListener {
    private final List<String> messages = new ArrayList<>();
    private final List<CloseReason> closed = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final List<String> transports = new ArrayList<>();
    private boolean within;

    List<String> messages() {
        return messages;
    }

    /** The transports that have taken over. */
    List<String> transports() {
        return transports;
    }

    /** The reasons of all calls of onClose: one, once the session has ended. */
    List<CloseReason> closed() {
        return closed;
    }

    /** What broke the contract. */
    List<String> violations() {
        return violations;
    }

    private void enter(String what) {
        if (within) {
            violations.add("calls overlap: " + what); // what is thrown here would only be logged
        }
        if (!closed.isEmpty()) {
            violations.add("after the end: " + what);
        }
    }

    @Override
    public void onText(String frame, int offset) {
        enter(frame);
        within = true;
        messages.add(frame.substring(offset));
        within = false;
    }

    @Override
    public void onBinary(byte[] message) {
        enter("binary");
        within = true;
        messages.add("<" + message.length + ">");
        within = false;
    }

    @Override
    public void onTransport(String name) {
        enter(name);
        transports.add(name);
    }

    @Override
    public void onClose(CloseReason reason) {
        closed.add(reason);
    }
}
