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

    /** How often an answer is given again: no browser tries a request more often by itself. */
    private static final int MOST_REPLAYS = 3;

    private final EngineSession session;
    private final PollingReply reply;
    private final int maxPackets;
    private final @Nullable String mark;
    private final int replays; // of the same answer, this one included
    private @Nullable Given given; // guarded by this: kept for repetitions, until the next poll
    private @Nullable PollCarrier again; // guarded by this: a repetition that came while the answer was being made

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
        this(session, reply, maxPackets, mark, 0);
    }

    private PollCarrier(EngineSession session, PollingReply reply, int maxPackets, @Nullable String mark, int replays) {
        this.replays = replays;
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
        PollCarrier repetition = mark == null ? null : made(packets);
        try {
            packets.to(reply);
        } finally {
            if (repetition != null) {
                repetition.give(packets);
            }
        }
    }

    /** The answer is made; returns the repetition that has come for it meanwhile, if any. Another one gets it by itself. */
    private synchronized @Nullable PollCarrier made(Given packets) {
        if (given == null) {
            given = packets;
        }
        PollCarrier repetition = again;
        again = null;
        return repetition;
    }

    /** The answer, if it has been made; else it goes to the repetition, too, when it is. */
    private synchronized @Nullable Given given(PollCarrier repetition) {
        if (given == null) {
            again = repetition;
        }
        return given;
    }

    /** The answer failed: the frames that were taken are lost, so the session ends; the request is refused, not left waiting. */
    private void fail(Throwable failure) {
        LOG.log(Level.DEBUG, "A poll could not be answered", failure);
        PollCarrier repetition = made(single(EnginePacketType.CLOSE.packet()));
        session.polling().pollFailed(reply);
        if (repetition != null) {
            repetition.fail(failure);
        }
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
     * one was answered with, or is about to be.
     *
     * @param to has been asked for by the repetition
     */
    PollCarrier repeatedBy(PollingReply to, Outbox outbox) {
        if (end(outbox, EnginePacketType.NOOP.packet())) { // nothing was lost, and nobody reads this
            PollCarrier repetition = new PollCarrier(session, to, maxPackets, mark);
            outbox.attach(repetition);
            return repetition;
        }
        PollCarrier repetition = new PollCarrier(session, to, maxPackets, mark, replays + 1);
        Given lost = given(repetition);
        if (lost != null) {
            repetition.give(lost);
        }
        return repetition;
    }

    /** Whether its answer was given so often that its client must mark all polls alike. */
    boolean isReplayedTooOften() {
        return replays >= MOST_REPLAYS;
    }

    boolean answers(PollingReply other) {
        return reply == other;
    }
}
