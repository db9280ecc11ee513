package io.sockee.connection;

import org.jspecify.annotations.Nullable;

/**
 * Carries one frame at a time over a WebSocket: the next is sent when the channel has said that the one before is gone, since
 * containers lose or mix frames whose sends overlap. After a failed send it carries nothing more.
 */
final class FrameByFrame implements Carrier, WebSocketChannel.Sent {
    private final WebSocketChannel channel;
    private final Outbox outbox;
    private final WebSocketChannel.Outcome outcome;

    FrameByFrame(WebSocketChannel channel, Outbox outbox, WebSocketChannel.Outcome outcome) {
        this.channel = channel;
        this.outbox = outbox;
        this.outcome = outcome;
    }

    @Override
    public void carry(Outbox from) {
        Frame frame = from.take();
        try {
            send(frame, from);
        } catch (RuntimeException | Error e) {
            // A container that throws at a send must not stop the outbox, nor the broadcast that brought the frame.
            sent(e);
        }
    }

    private void send(@Nullable Frame frame, Outbox from) {
        if (frame instanceof Frame.Text text) {
            channel.sendText(text.text(), this);
        } else if (frame instanceof Frame.Binary binary) {
            channel.sendBinary(binary.bytes(), this);
        } else if (frame instanceof Frame.Ping) {
            channel.sendPing(this);
        } else if (frame instanceof Frame.Close end) {
            outcome.allSent(end.reason());
        } else {
            from.carried();
        }
    }

    @Override
    public void sent(@Nullable Throwable failure) {
        if (failure != null) {
            outcome.notSent(failure);
        } else {
            outbox.carried();
        }
    }
}
