package io.sockee.socket;

import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.routing.Reply;
import io.sockee.socketio.Packet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The ways back to the client of one event. */
final class SocketReply implements Reply {
    private final ClientSocket socket;
    private final long ackId;
    private final AtomicBoolean answered = new AtomicBoolean();

    SocketReply(ClientSocket socket, long ackId) {
        this.socket = socket;
        this.ackId = ackId;
    }

    @Override
    public boolean isRequested() {
        return ackId != Packet.NO_ACK;
    }

    @Override
    public void send(@Nullable Object... arguments) {
        if (isRequested()) {
            ack(socket.encode(arguments));
        }
    }

    @Override
    public void ack(RawArguments arguments) {
        // Each id is answered once; a client would take a second answer for one to another question.
        if (isRequested() && answered.compareAndSet(false, true)) {
            // An answer that is rolled back was none: what is said of the failure takes its place.
            socket.sendAck(arguments, ackId, () -> answered.set(false));
        }
    }

    @Override
    public void emit(String event, RawArguments arguments) {
        socket.sendEvent(new Event(event, arguments));
    }
}
