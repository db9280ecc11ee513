package io.sockee.sockjs;

import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.connection.Outbox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames that a server sends: open, heartbeat, messages, close (sockjs-protocol, "Protocol and framing"). */
public final class SockJsFrames {
    static final Frame OPEN = new Frame.Text("o");
    static final Frame HEARTBEAT = new Frame.Text("h");

    private static final String MESSAGES = "a[";

    private SockJsFrames() {}

    /** A message, in the form that all transports but the raw WebSocket carry: a frame with this message alone. */
    public static Frames message(String text) {
        StringBuilder frame = new StringBuilder(text.length() + 8).append(MESSAGES);
        Quote.append(frame, text);
        return Frames.text(frame.append(']').toString());
    }

    /** Several messages in one frame, such as a packet and what belongs to it; as {@link #message} otherwise. */
    public static Frames messages(List<String> texts) {
        StringBuilder frame = new StringBuilder(MESSAGES);
        for (String text : texts) {
            if (frame.length() > MESSAGES.length()) {
                frame.append(',');
            }
            Quote.append(frame, text);
        }
        return Frames.text(frame.append(']').toString());
    }

    /** The frame that tells why a connection ended. */
    static String close(int code, String reason) {
        StringBuilder frame = new StringBuilder("c[").append(code).append(',');
        Quote.append(frame, reason);
        return frame.append(']').toString();
    }

    /**
     * One frame of a frame that was taken from an outbox and of the messages that wait behind it, which are taken as well.
     *
     * @param most once the frame has so many chars, no more messages are added
     * @throws IllegalStateException for a binary frame, which SockJS does not have
     */
    static String gather(Frame taken, Outbox outbox, int most) {
        String first = text(taken);
        String next = nextMessages(outbox, first);
        if (next == null || first.length() >= most) {
            return first;
        }
        StringBuilder all = new StringBuilder(Math.min(most, 1024)).append(first, 0, first.length() - 1);
        while (next != null && all.length() < most) {
            Object unused = outbox.take();
            all.append(',').append(next, MESSAGES.length(), next.length() - 1);
            next = nextMessages(outbox, first);
        }
        return all.append(']').toString();
    }

    private static @Nullable String nextMessages(Outbox outbox, String first) {
        boolean more = first.startsWith(MESSAGES)
                && outbox.peek() instanceof Frame.Text waiting
                && waiting.text().startsWith(MESSAGES);
        return more && outbox.peek() instanceof Frame.Text waiting ? waiting.text() : null;
    }

    private static String text(Frame frame) {
        if (frame instanceof Frame.Text message) {
            return message.text();
        }
        throw new IllegalStateException("SockJS has no frame for " + frame);
    }
}
