package io.sockee.socket;

import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.routing.Reply;
import io.sockee.routing.ValueCodec;
import io.sockee.wire.Packet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The ways back to the client of one event. */
final class SocketReply implements Reply {
    private final SocketOutput output;
    private final ValueCodec codec;
    private final long ackId;
    private final AtomicBoolean answered = new AtomicBoolean();

    SocketReply(SocketOutput output, ValueCodec codec, long ackId) {
        this.output = output;
        this.codec = codec;
        this.ackId = ackId;
    }

    @Override
    public boolean isRequested() {
        return ackId != Packet.NO_ACK;
    }

    @Override
    public void send(@Nullable Object... arguments) {
        if (isRequested()) {
            ack(codec.encode(arguments));
        }
    }

    @Override
    public void ack(RawArguments arguments) {
        // Each id is answered once; a client would take a second answer for one to another question.
        if (isRequested() && answered.compareAndSet(false, true)) {
            // An answer that is rolled back was none: what is said of the failure takes its place.
            output.sendAck(arguments, ackId, () -> answered.set(false));
        }
    }

    @Override
    public void emit(String event, RawArguments arguments) {
        output.sendEvent(new Event(event, arguments));
    }
}
