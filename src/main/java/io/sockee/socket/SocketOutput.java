package io.sockee.socket;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.hub.Emission;
import io.sockee.hub.Member;
import io.sockee.hub.Membership;
import io.sockee.metrics.Counters.Counter;
import io.sockee.recovery.Backlog;
import io.sockee.traffic.Line;
import io.sockee.transaction.CommitGate;
import io.sockee.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to the client of one socket, which is the member that rooms and broadcasts know. What is sent before the client has
 * been told that it is connected is held back, and counts as what waits on the connection; what is sent after the socket's end is
 * dropped. Any thread; does not block.
 */
final class SocketOutput implements Member {
    private final SocketServer server;
    private final ClientSocket socket;
    private final Connection connection;
    private final Wire wire;
    private final Membership membership = new Membership();
    private @Nullable List<Frames> held = new ArrayList<>(0); // guarded by this
    private volatile boolean released;
    private volatile boolean ended;

    SocketOutput(SocketServer server, ClientSocket socket, ClientConnection owner) {
        this.server = server;
        this.socket = socket;
        this.connection = owner.connection();
        this.wire = owner.wire();
    }

    ClientSocket socket() {
        return socket;
    }

    @Override
    public String id() {
        return socket.id();
    }

    @Override
    public Membership membership() {
        return membership;
    }

    private CommitGate gate() {
        return server.services().gate();
    }

    /** Sends an event at once, whatever transaction the thread is in; false when there was no room for it, or nobody any more. */
    boolean sendNow(Event event, long ackId) {
        if (ackId == Wire.NO_ACK && event.endsWithText() && socket.parts().recovery() != null) {
            return sent(numbered(event, false));
        }
        tell(event, ackId);
        return send(wire.event(socket.namespace(), event, ackId));
    }

    /** Tells those who want to know what is about to be sent: before it is, as its answer may come at once. */
    private void tell(Event event, long ackId) {
        if (!ended) {
            server.listeners().sent(socket, event, ackId);
        }
    }

    private Emission numbered(Event event, boolean kept) {
        return new Emission(
                socket.namespace(), event, false, server.hub().numbering().mark(event, kept));
    }

    /** Sends an event, with the commit where the thread is in a transaction. */
    void sendEvent(Event event) {
        if (socket.parts().recovery() != null) {
            Emission emission = numbered(event, true);
            gate().pass(() -> sent(emission));
            return;
        }
        Frames frames = wire.event(socket.namespace(), event, Wire.NO_ACK);
        if (!server.listeners().any()) { // so that nothing more is kept for each event
            gate().pass(() -> send(frames));
            return;
        }
        gate().pass(() -> {
            tell(event, Wire.NO_ACK);
            send(frames);
        });
    }

    /** The same, but the event is dropped and counted if the client could not take it at once at that moment. */
    void sendIfWritable(Event event) {
        Emission emission = new Emission(
                socket.namespace(),
                event,
                true,
                socket.parts().recovery() == null
                        ? null
                        : server.hub().numbering().mark(event, false));
        gate().pass(() -> sent(emission));
    }

    /** Runs a task once what was sent has gone to the transport; it must not block. */
    void whenDrained(Runnable task) {
        connection.whenDrained(task);
    }

    /** Sends what goes to many, which is written once for each wire form. */
    @Override
    public void receive(Emission emission) {
        SocketRecovery recovery = socket.parts().recovery();
        if (recovery == null || !recovery.isInDoubt()) {
            boolean unused = sent(emission);
        }
    }

    private boolean sent(Emission emission) {
        if (emission.onlyIfWritable() && !(socket.parts().life().isJoined() && connection.isWritable())) {
            server.counters().count(Counter.VOLATILE_DROPPED);
            return false;
        }
        tell(emission.event(), emission.ackId());
        return pass(emission);
    }

    private boolean pass(Emission emission) {
        SocketRecovery recovery = socket.parts().recovery();
        if (recovery == null || emission.mark() == null) {
            return send(emission.frames(wire));
        }
        recovery.backlog().take(emission);
        return !ended;
    }

    /** What takes events from the backlog. */
    Backlog.Reader reader() {
        return new Backlog.Reader() {
            @Override
            public void accept(Emission emission) {
                hand(emission);
            }

            @Override
            public void flush() {
                connection.flush();
            }
        };
    }

    /** Takes an event in its turn from the backlog, under whose lock this is: queues it, or holds it back. */
    private void hand(Emission emission) {
        Frames frames = emission.frames(wire);
        if (!ended) {
            boolean unused = released ? connection.queue(frames) : hold(frames);
        }
    }

    /**
     * Sends what many are asked, and awaits this client's answer.
     *
     * @param emission asks under the same id
     * @return false when the client will not be asked; the answer may still be told of
     */
    boolean ask(Emission emission, long ackId, PendingAcks.Pending answer) {
        PendingAcks acks = socket.parts().acks();
        if (!acks.await(ackId, answer)) {
            return false;
        }
        if (!sent(emission)) {
            acks.giveUp(ackId);
            return false;
        }
        return true;
    }

    /**
     * Sends an answer.
     *
     * @param rolledBack run when the answer is dropped, since the thread's transaction is rolled back
     */
    void sendAck(RawArguments arguments, long ackId, Runnable rolledBack) {
        Frames frames = wire.ack(socket.namespace(), arguments, ackId);
        CommitGate gate = gate();
        if (gate.isOpen()) {
            send(frames, arguments, ackId);
        } else {
            defer(gate, frames, server.listeners().any() ? arguments : null, ackId, rolledBack);
        }
    }

    /** Sends an answer at once, whatever transaction the thread is in. */
    void sendAckNow(RawArguments arguments, long ackId) {
        send(wire.ack(socket.namespace(), arguments, ackId), arguments, ackId);
    }

    private void send(Frames frames, RawArguments arguments, long ackId) {
        if (!ended) {
            server.listeners().answered(socket, arguments, ackId);
        }
        send(frames);
    }

    /** @param told the answer, kept beside its frames only where somebody wants to know of it */
    private void defer(CommitGate gate, Frames frames, @Nullable RawArguments told, long ackId, Runnable rolledBack) {
        try {
            gate.defer(new CommitGate.Departure() {
                @Override
                public void leave() {
                    if (told == null) {
                        send(frames);
                    } else {
                        send(frames, told, ackId);
                    }
                }

                @Override
                public void drop() {
                    rolledBack.run();
                }
            });
        } catch (IllegalStateException e) {
            rolledBack.run();
            throw e;
        }
    }

    private boolean send(Frames frames) {
        if (ended) {
            return false;
        }
        return released ? connection.send(frames) : hold(frames);
    }

    /** Keeps frames, or sends them when they need not be kept any more. */
    private boolean hold(Frames frames) {
        if (!connection.hold(frames)) {
            return false; // the connection has seen to it
        }
        synchronized (this) {
            if (held != null) {
                held.add(frames);
                return true;
            }
        }
        connection.release(frames);
        return released && connection.send(frames);
    }

    /** Tells the client what it has missed, and that it is connected; then sends what was held back. From now on nothing is held back. */
    void begin() {
        SocketRecovery recovery = socket.parts().recovery();
        Frames first = recovery == null
                ? wire.connect(socket.namespace(), socket.id())
                : wire.connect(socket.namespace(), socket.id(), recovery.pid());
        List<Emission> missed = recovery == null ? List.of() : recovery.takeMissed();
        server.listeners().begins(socket, missed);
        // Only queues, though a full queue may be written, which does not block. What follows from that, or from a
        // close, waits for the end of this input: none of it comes while the lock is held.
        boolean told = true;
        synchronized (this) {
            List<Frames> waited = takeHeld();
            waited.forEach(connection::release);
            for (Emission emission : missed) {
                told &= connection.queue(emission.frames(wire));
            }
            told = told && connection.queue(first);
            if (told) {
                waited.forEach(connection::queue);
            } else { // whatever the policy: a client that is not told would wait for it for ever
                connection.close(CloseReason.SEND_QUEUE_FULL);
            }
            released = true;
        }
        if (!told && recovery != null && !missed.isEmpty()) {
            recovery.backlog().end(); // else the client would come back for the same, in vain, again and again
        }
        connection.flush();
    }

    private synchronized List<Frames> takeHeld() {
        List<Frames> all = held == null ? List.of() : held;
        held = null;
        return all;
    }

    /** Tells the client that it is disconnected; behind the CONNECT, which may just be going out on another thread. */
    void farewell() {
        if (send(wire.disconnect(socket.namespace()))) {
            server.listeners().bare(socket, Line.Way.OUT, Line.Kind.DISCONNECT);
        }
    }

    /** The socket has gone: what is held back is dropped, and so is what is sent from now on. */
    void end() {
        ended = true;
        takeHeld().forEach(connection::release);
    }
}
