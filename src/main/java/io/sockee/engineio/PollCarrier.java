package io.sockee.engineio;

import io.sockee.connection.Carrier;
import io.sockee.connection.Frame;
import io.sockee.connection.Outbox;

/** A waiting GET: carries all that is queued, once. */
final class PollCarrier implements Carrier {
    private final EngineSession session;
    private final PollingReply reply;

    PollCarrier(EngineSession session, PollingReply reply) {
        this.session = session;
        this.reply = reply;
    }

    @Override
    public void carry(Outbox outbox) {
        // Detaching decides who answers: this drain, or a session that ends the poll with a packet of its own.
        if (outbox.detach(this)) {
            Payload.Writer payload = new Payload.Writer();
            boolean last = false;
            for (Frame frame = outbox.take(); frame != null; frame = outbox.take()) {
                payload.add(frame);
                last |= frame instanceof Frame.Close;
            }
            if (payload.isEmpty()) {
                payload.add(new Frame.Close()); // the session ended meanwhile and forgot what waited
            }
            try {
                reply.payload(payload.bytes());
            } catch (RuntimeException e) {
                session.pollFailed(reply); // what a container throws must not stop the outbox
            }
            if (last) {
                session.flushed();
            }
        }
        outbox.carried();
    }

    /** Answers with one packet, if nothing else has answered. */
    boolean end(Outbox outbox, PacketType type) {
        boolean mine = outbox.detach(this);
        if (mine) {
            reply.payload(Payload.single(type));
        }
        return mine;
    }

    boolean answers(PollingReply other) {
        return reply == other;
    }
}
