package io.sockee.engineio;

import io.sockee.connection.Carrier;
import io.sockee.connection.Frame;
import io.sockee.connection.Outbox;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** A waiting GET: carries what is queued, once, as much as one payload may hold. */
final class PollCarrier implements Carrier {
    private static final Logger LOG = System.getLogger(PollCarrier.class.getName());

    private final EngineSession session;
    private final PollingReply reply;
    private final int maxPackets;
    private final @Nullable String mark;
    private volatile byte @Nullable [] given; // to be given again, until the next poll shows that it has arrived

    /**
     * @param maxPackets how many packets it is answered with
     * @param mark what tells this request from the client's others, if anything does
     */
    PollCarrier(EngineSession session, PollingReply reply, int maxPackets, @Nullable String mark) {
        this.session = session;
        this.reply = reply;
        this.maxPackets = maxPackets;
        this.mark = mark;
    }

    @Override
    public void carry(Outbox outbox) {
        // Detaching decides who answers: this drain, or a session that ends the poll with a packet of its own.
        if (outbox.detach(this)) {
            boolean last = false;
            try {
                last = fill(outbox);
            } catch (RuntimeException | Error e) { // what a container throws must not stop the outbox
                fail(e);
            }
            if (last) {
                session.flushed();
            }
        }
        outbox.carried();
    }

    /** Whether the end was among what was taken. */
    private boolean fill(Outbox outbox) {
        EngineVersion.PayloadWriter payload =
                session.version().payload(session.settings().maxPollPayload());
        boolean last = false;
        for (int packets = 0; packets < maxPackets; packets++) {
            Frame frame = outbox.peek();
            if (frame == null || !payload.add(frame)) {
                break;
            }
            last = frame instanceof Frame.Close;
            Object unused = outbox.take();
        }
        // The session may have ended meanwhile and forgotten what waited.
        give(payload.isEmpty() ? single(EnginePacketType.CLOSE.packet()) : payload.bytes());
        return last;
    }

    private byte[] single(String packet) {
        return session.version().single(packet);
    }

    private void give(byte[] payload) {
        if (mark != null) {
            given = payload;
        }
        reply.payload(payload);
    }

    /** What was taken is lost, so the session ends; the request must not be left to wait. */
    private void fail(Throwable failure) {
        LOG.log(Level.DEBUG, "A poll could not be answered", failure);
        session.polling().pollFailed(reply);
        try {
            reply.refuse(EngineError.BAD_REQUEST);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.DEBUG, "Nor could it be refused", e);
        }
    }

    /** Answers with one packet, if nothing else has answered. */
    boolean end(Outbox outbox, String packet) {
        boolean mine = outbox.detach(this);
        if (mine) {
            give(single(packet));
        }
        return mine;
    }

    /**
     * Whether a request is this one again. Browsers and HTTP libraries repeat a GET by themselves when its connection
     * breaks before an answer; official clients mark each poll differently.
     */
    boolean isRepeatedBy(@Nullable String other) {
        return mark != null && mark.equals(other);
    }

    /** Lets a repetition of the request have what this one was to have. */
    PollCarrier repeatedBy(PollingReply again, Outbox outbox) {
        PollCarrier repetition = new PollCarrier(session, again, maxPackets, mark);
        if (end(outbox, EnginePacketType.NOOP.packet())) { // nothing was lost, and nobody reads this
            outbox.attach(repetition);
        } else {
            byte[] lost = given;
            repetition.give(lost == null ? single(EnginePacketType.NOOP.packet()) : lost);
        }
        return repetition;
    }

    boolean answers(PollingReply other) {
        return reply == other;
    }
}
