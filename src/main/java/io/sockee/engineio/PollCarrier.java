package io.sockee.engineio;

import io.sockee.connection.Carrier;
import io.sockee.connection.Frame;
import io.sockee.connection.Outbox;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * A waiting GET: is answered once, with as much of what is queued as one payload may hold. Who answers is decided by a
 * compare-and-set on the outbox ({@link Outbox#detach}).
 */
final class PollCarrier implements Carrier {
    private static final Logger LOG = System.getLogger(PollCarrier.class.getName());

    private final EngineSession session;
    private final PollingReply reply;
    private final int maxPackets;
    private final @Nullable String mark;
    private volatile @Nullable Given given; // kept for a repetition, until the next poll shows that it has arrived

    /** The packets of an answer. */
    private static final class Given {
        private final byte[] packets;
        private final boolean text;
        private final boolean plain;

        Given(byte[] packets, boolean text, boolean plain) {
            this.packets = packets;
            this.text = text;
            this.plain = plain;
        }

        void to(PollingReply reply) {
            if (plain) {
                reply.leavePlain();
            }
            if (text) {
                reply.payload(packets);
            } else if (reply.takesTextAlone()) {
                reply.refuse(EngineError.BAD_REQUEST); // no repetition of the poll that it calls itself
            } else {
                reply.bytes(packets);
            }
        }
    }

    /**
     * @param maxPackets how many packets the answer may have
     * @param mark differs from poll to poll of one client; null when the client sends none
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

    /** Answers with what waits; true when the close was part of it. */
    private boolean fill(Outbox outbox) {
        EngineVersion.PayloadWriter payload = session.version()
                .payload(session.settings().maxPollPayload(), session.takesBytes() && !reply.takesTextAlone());
        boolean last = false;
        boolean plain = true; // all of it is not to be compressed
        for (int packets = 0; packets < maxPackets; packets++) {
            Frame frame = outbox.peek();
            if (frame == null || !payload.add(frame)) {
                break;
            }
            last = frame instanceof Frame.Close;
            plain &= frame instanceof Frame.Message message && message.isLeftPlain();
            Object unused = outbox.take();
        }
        // The session may have ended meanwhile and forgotten what waited.
        give(
                payload.isEmpty()
                        ? single(EnginePacketType.CLOSE.packet())
                        : new Given(payload.bytes(), payload.isText(), plain));
        return last;
    }

    private Given single(String packet) {
        return new Given(session.version().single(packet), true, true);
    }

    private void give(Given packets) {
        if (mark != null) {
            given = packets;
        }
        packets.to(reply);
    }

    /** The answer failed: the frames that were taken are lost, so the session ends; the request is refused, not left waiting. */
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

    /**
     * Another carrier for a repetition of this request: it waits in the place of this one, or is answered at once with what this
     * one was answered with.
     */
    PollCarrier repeatedBy(PollingReply again, Outbox outbox) {
        PollCarrier repetition = new PollCarrier(session, again, maxPackets, mark);
        if (end(outbox, EnginePacketType.NOOP.packet())) { // nothing was lost, and nobody reads this
            outbox.attach(repetition);
        } else {
            Given lost = given;
            repetition.give(lost == null ? single(EnginePacketType.NOOP.packet()) : lost);
        }
        return repetition;
    }

    boolean answers(PollingReply other) {
        return reply == other;
    }
}
