package io.sockee.socket;

import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.routing.Caller;
import io.sockee.routing.ItemStream;
import io.sockee.wire.Wire;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The way back to the client for one event. Any thread. */
final class SocketAnswer extends SocketReply {
    private final SocketServer server;
    private final ClientSocket socket;
    private final long ackId;
    private final AtomicBoolean answered = new AtomicBoolean();

    /** @param ackId the id to answer with, or {@link Wire#NO_ACK} */
    SocketAnswer(SocketServer server, ClientSocket socket, long ackId) {
        super(socket);
        this.server = server;
        this.socket = socket;
        this.ackId = ackId;
    }

    @Override
    public boolean isRequested() {
        return ackId != Wire.NO_ACK;
    }

    @Override
    public void send(@Nullable Object... arguments) {
        if (isRequested()) {
            ack(server.codec().encode(arguments));
        }
    }

    @Override
    public void ack(RawArguments arguments) {
        // Each id is answered once; a client would take a second answer for one to another question.
        if (isRequested() && answered.compareAndSet(false, true)) {
            // An answer that is dropped with a roll-back does not count: the error is sent in its place.
            socket.parts().output().sendAck(arguments, ackId, () -> answered.set(false));
        }
    }

    @Override
    public Object open(ItemStream stream, Caller caller) {
        return open(stream, socket);
    }

    @Override
    public void emit(String event, RawArguments arguments) {
        socket.parts().output().sendEvent(new Event(event, arguments));
    }
}
