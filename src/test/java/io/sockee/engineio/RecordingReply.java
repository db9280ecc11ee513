package io.sockee.engineio;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Remembers the one answer that a request may get. */
class RecordingReply implements PollingReply {
    private @Nullable String answer;

    /** The answer: packets, {@code ok}, or an error's name; null while there is none. */
    @Nullable
    String answer() {
        return answer;
    }

    private boolean plain;

    boolean isWaiting() {
        return answer == null;
    }

    private void answer(String with) {
        if (answer != null) {
            answer = "answered twice: " + answer + ", then " + with; // what is thrown here would only be logged
        } else {
            answer = with;
        }
    }

    @Override
    public void payload(byte[] utf8) {
        answer(new String(utf8, StandardCharsets.UTF_8));
    }

    /** As text, each byte a character. */
    @Override
    public void bytes(byte[] payload) {
        answer(new String(payload, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void leavePlain() {
        plain = true;
    }

    /** Whether what was answered must not be compressed. */
    boolean isPlain() {
        return plain;
    }

    @Override
    public void ok() {
        answer("ok");
    }

    @Override
    public void refuse(EngineError error) {
        answer(error.name());
    }
}
