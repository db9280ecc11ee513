package io.sockee.engineio;

import io.sockee.connection.Carrier;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Frame;
import io.sockee.connection.Outbox;
import io.sockee.connection.RecordingChannel;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that writes all that waits with one call, {@code a+b}, and the end behind it: the least that a channel with a
 * carrier of its own needs.
 */
final class GatheringChannel extends RecordingChannel {

    @Override
    public Carrier carrier(Outbox outbox, Outcome outcome) {
        return from -> {
            StringBuilder gathered = new StringBuilder();
            CloseReason end = null;
            for (Frame frame = from.take(); frame != null && end == null; frame = from.take()) {
                if (frame instanceof Frame.Close close) {
                    end = close.reason();
                    break;
                }
                gathered.append(gathered.isEmpty() ? "" : "+").append(text(frame));
            }
            CloseReason reason = end;
            if (gathered.isEmpty()) {
                sent(null, outbox, outcome, reason);
            } else {
                sendText(gathered.toString(), failure -> sent(failure, outbox, outcome, reason));
            }
        };
    }

    private static String text(Frame frame) {
        return frame instanceof Frame.Text text ? text.text() : "<" + frame.size() + ">";
    }

    private static void sent(
            @Nullable Throwable failure, Outbox outbox, Outcome outcome, @Nullable CloseReason reason) {
        if (failure != null) {
            outcome.notSent(failure);
        } else if (reason != null) {
            outcome.allSent(reason);
        } else {
            outbox.carried();
        }
    }
}
