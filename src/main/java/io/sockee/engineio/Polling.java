package io.sockee.engineio;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Outbox;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A session's side for HTTP long-polling: its GETs, which wait for something to say, and its POSTs. One of each at a time.
 * The public methods may be called from any thread and do not block; all others within the session's mailbox.
 */
public final class Polling {
    /** Python's clients take no more packets in one answer; of more they lose all, and their connection. */
    private static final int MOST_FOR_PYTHON = 16;

    /** What their HTTP libraries call themselves, as long as nobody says otherwise. */
    private static final Pattern PYTHON = Pattern.compile("\\b(?:python-requests|aiohttp)/");

    private final EngineSession session;
    private final int maxPackets;

    // Written within the mailbox only.
    private @Nullable PollCarrier poll;
    private boolean posting;

    Polling(EngineSession session) {
        this.session = session;
        int bound = session.settings().maxPollPackets();
        boolean python = session.handshake().headers().getOrDefault("user-agent", List.of()).stream()
                .anyMatch(agent -> PYTHON.matcher(agent).find());
        this.maxPackets = python ? Math.min(MOST_FOR_PYTHON, bound) : bound;
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
     * A GET: answered when there is something to say. A second one at the same time ends the session, unless it is the
     * same again.
     *
     * @param mark what tells the request from the client's others, if anything does
     */
    public void poll(PollingReply reply, @Nullable String mark) {
        session.execute(() -> {
            Outbox outbox = session.outbox();
            if (session.isClosed() || session.currentTransport() != Transport.POLLING) {
                reply.refuse(EngineError.BAD_REQUEST);
            } else if (poll != null && poll.isRepeatedBy(mark)) {
                poll = poll.repeatedBy(reply, outbox);
            } else if (poll != null && poll.end(outbox, EnginePacketType.CLOSE.packet())) {
                reply.refuse(EngineError.BAD_REQUEST);
                session.end(CloseReason.TRANSPORT_ERROR);
            } else {
                if (session.isClosing()) {
                    session.awaitFlush(); // it still fetches what was queued before
                }
                poll = new PollCarrier(session, reply, maxPackets, mark);
                outbox.attach(poll);
            }
        });
    }

    /** The client of a GET has gone, or its answer did not reach it. */
    public void pollFailed(PollingReply reply) {
        session.execute(() -> {
            if (session.currentTransport() == Transport.POLLING && (poll == null || poll.answers(reply))) {
                session.end(CloseReason.TRANSPORT_ERROR);
            }
        });
    }

    /** Whether the body of a POST may be of a type, if it says which; else the request is refused and {@link #postFailed}. */
    public boolean takes(@Nullable String type) {
        return session.version().takes(type);
    }

    /**
     * A POST begins; its body comes by {@link #post} or not, by {@link #postFailed}.
     *
     * @param begun told whether the body may be read: not when another POST is under way, which ends the session
     */
    public void beginPost(Consumer<Boolean> begun) {
        session.execute(() -> {
            boolean free = !posting && !session.isClosed();
            if (posting) {
                session.end(CloseReason.TRANSPORT_ERROR);
            }
            posting = free;
            begun.accept(free);
        });
    }

    /** The body of a POST. */
    public void post(String body, PollingReply reply) {
        session.execute(() -> {
            posting = false;
            if (session.version().hasMoreThan(settings().maxPackets(), body)) {
                reply.refuse(EngineError.TOO_MANY_PACKETS);
                session.end(CloseReason.PARSE_ERROR);
                return;
            }
            try {
                if (takesAll(session.version().packets(body))) {
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
        });
    }

    /** Whether each packet was one; those after the first that was not, or after the session's end, are left. */
    private boolean takesAll(EngineVersion.PayloadReader packets) {
        for (String packet = packets.next(); packet != null; packet = packets.next()) {
            if (session.isClosing() && EnginePacketType.of(packet) == EnginePacketType.CLOSE) {
                session.closedByClient(); // as the server did: no poll will come for the rest
            }
            if (!session.takesPackets()) {
                return true;
            }
            if (!onPacket(packet)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the packet was one. */
    private boolean onPacket(String packet) {
        if (!session.version().isBinary(packet)) {
            return session.onPacket(packet);
        }
        byte[] bytes = session.version().binary(packet);
        if (bytes == null) {
            return false;
        }
        session.onBinary(bytes);
        return true;
    }

    /** A POST that was refused for its size: the session goes on. */
    public void abandonPost() {
        session.execute(() -> posting = false);
    }

    /** A POST that could not be read, or was not a text: the session ends. */
    public void postFailed(CloseReason reason) {
        session.execute(() -> session.end(reason));
    }

    /** Ends a waiting poll, so that the client can leave the polling transport; tells whether there was one. */
    boolean release() {
        return poll != null && poll.end(session.outbox(), EnginePacketType.NOOP.packet());
    }

    /** Another transport has taken over. */
    void leave() {
        boolean unused = release();
        poll = null;
    }

    /** The session has ended: a poll that waits is told. */
    void end(CloseReason reason) {
        if (poll != null) {
            boolean unused = poll.end(session.outbox(), Ending.packet(reason));
        }
    }
}
