package io.sockee.engineio;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Frame;
import io.sockee.connection.Outbox;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A session's side for HTTP long-polling: its GETs, which wait until there is something to send, and its POSTs. One of each at
 * a time.
 * The public methods may be called from any thread and do not block; all others within the session's mailbox.
 */
public final class Polling {
    /** Python's clients take no more packets in one answer: with more they lose the whole answer, and their connection. */
    private static final int MOST_FOR_PYTHON = 16;

    /** The User-Agent of their HTTP libraries, as long as the application sets no other. */
    private static final List<String> PYTHON = List.of("python-requests/", "aiohttp/");

    private final EngineSession session;

    // Written within the mailbox only.
    private @Nullable PollCarrier poll;
    private boolean ambiguous; // the client marks all polls alike
    private final Posts posts = new Posts();

    /** How many packets a poll may be answered with; 0 until the first one comes. */
    private int maxPackets;

    /** Of bodies of POSTs that have come, and of answers to polls that have been taken; overflows. */
    private final AtomicInteger pieces = new AtomicInteger();

    Polling(EngineSession session) {
        this.session = session;
    }

    private int maxPackets() {
        if (maxPackets == 0) {
            List<String> agents = session.handshake().headers().getOrDefault("user-agent", List.of());
            boolean python = agents.stream().anyMatch(agent -> PYTHON.stream().anyMatch(agent::contains));
            int bound = settings().maxPollPackets();
            maxPackets = python ? Math.min(MOST_FOR_PYTHON, bound) : bound;
        }
        return maxPackets;
    }

    private EngineSettings settings() {
        return session.settings();
    }

    /** The session begins; the reply answers the handshake. */
    void open(PollingReply reply) {
        session.execute(() -> {
            reply.payload(session.version().single(session.openPacket()));
            session.opened();
        });
    }

    /**
     * A GET: answered when there is something to send. A second one at the same time ends the session, unless it has the
     * mark of the first: then it is the same request again, and takes its place.
     *
     * @param mark differs from poll to poll of one client; null when the client sends none
     */
    public void poll(PollingReply reply, @Nullable String mark) {
        session.execute(() -> {
            Outbox outbox = session.outbox();
            if (session.isClosed() || session.currentTransport() != Transport.POLLING) {
                reply.refuse(EngineError.BAD_REQUEST);
            } else if (poll != null && isRepetition(poll, mark)) {
                poll = poll.repeatedBy(reply, outbox);
            } else if (poll != null && poll.end(outbox, EnginePacketType.CLOSE.packet())) {
                reply.refuse(EngineError.BAD_REQUEST);
                session.end(CloseReason.TRANSPORT_ERROR);
            } else {
                if (session.isClosing()) {
                    session.awaitFlush(); // it still fetches what was queued before
                }
                poll = new PollCarrier(session, reply, maxPackets(), ambiguous || !Posts.isMark(mark) ? null : mark);
                outbox.attach(poll);
            }
        });
    }

    /** As with {@link Posts}, not each {@code t} tells requests apart: some clients send the seconds, and scripts always the same. */
    private boolean isRepetition(PollCarrier present, @Nullable String mark) {
        if (ambiguous || !present.isRepeatedBy(mark)) {
            return false;
        }
        ambiguous = present.isReplayedTooOften();
        return !ambiguous;
    }

    /** The client of a GET has gone, or its answer did not reach it. */
    public void pollFailed(PollingReply reply) {
        session.execute(() -> {
            if (session.currentTransport() == Transport.POLLING && (poll == null || poll.answers(reply))) {
                session.end(CloseReason.TRANSPORT_ERROR);
            }
        });
    }

    /**
     * Whether the body of a POST may be of a type. If not, the adapter refuses the request, and the POST {@linkplain Post#fail fails}.
     *
     * @param type the request's {@code Content-Type}, if it has one
     */
    public boolean takes(@Nullable String type) {
        return session.version().takes(type);
    }

    /**
     * A POST has come, and is about to {@linkplain Post#begin begin}.
     *
     * @param mark differs from POST to POST of one client; null when the client sends none
     */
    public Post post(@Nullable String mark) {
        return new Post(session, posts, mark);
    }

    /** Some of a POST's body has come, or more of a poll's long answer has been taken. Any thread; does not block. */
    public void moved() {
        pieces.incrementAndGet();
    }

    /** Is another number when something has moved. */
    int progress() {
        return pieces.get();
    }

    /** Takes the packets of a POST. Called within the mailbox. */
    void take(EngineVersion.PayloadReader packets, PollingReply reply) {
        if (packets.hasMoreThan(settings().maxPackets())) {
            reply.refuse(EngineError.TOO_MANY_PACKETS);
            session.end(CloseReason.PARSE_ERROR);
            return;
        }
        try {
            if (takesAll(packets)) {
                reply.ok();
            } else {
                reply.refuse(EngineError.BAD_REQUEST);
                session.end(CloseReason.PARSE_ERROR);
            }
        } catch (RuntimeException | Error e) { // thrown above: the client gets an answer, the log the trace
            reply.refuse(EngineError.BAD_REQUEST);
            session.end(CloseReason.TRANSPORT_ERROR);
            throw e;
        }
    }

    /** Takes the packets up to the first that is malformed, which gives false, or up to the session's end, which gives true. */
    private boolean takesAll(EngineVersion.PayloadReader packets) {
        for (Frame.Message packet = packets.read(); packet != null; packet = packets.read()) {
            if (session.isClosing() && isClose(packet)) {
                session.closedByClient(); // as the server did: no poll will come for the rest
            }
            if (!session.takesPackets()) {
                return true;
            }
            if (packet instanceof Frame.Binary binary) {
                session.onBinary(binary.bytes());
            } else if (!session.onPacket(((Frame.Text) packet).text())) {
                return false;
            }
        }
        return !packets.isBroken();
    }

    private static boolean isClose(Frame.Message packet) {
        return packet instanceof Frame.Text text && EnginePacketType.of(text.text()) == EnginePacketType.CLOSE;
    }

    /** Answers a waiting poll with a noop, so that the client can leave the polling transport; true when one was waiting. */
    boolean release() {
        return poll != null && poll.end(session.outbox(), EnginePacketType.NOOP.packet());
    }

    /** Another transport has taken over. */
    void leave() {
        boolean unused = release();
        poll = null;
    }

    /** The session has ended: a poll that waits is answered with a close packet. */
    void end(CloseReason reason) {
        if (poll != null) {
            boolean unused = poll.end(session.outbox(), Ending.packet(reason));
        }
    }
}
