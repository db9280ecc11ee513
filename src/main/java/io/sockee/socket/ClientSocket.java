package io.sockee.socket;

import io.sockee.api.Arguments;
import io.sockee.api.DisconnectReason;
import io.sockee.api.Handshake;
import io.sockee.api.RefusedException;
import io.sockee.api.Timer;
import io.sockee.api.User;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.hub.Emission;
import io.sockee.metrics.Counters.Counter;
import io.sockee.routing.Routes;
import io.sockee.wire.Wire;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One client in one namespace, between its connection and the controllers.
 *
 * <p>A socket is CONNECTING until the connect methods let it in: what is sent to it meanwhile is held back, since the
 * client must hear CONNECT first. Its end comes once, from whatever side.
 */
final class ClientSocket extends NamespaceSocket implements WireSocket {
    private static final Logger LOG = System.getLogger(ClientSocket.class.getName());
    static final long RETRY_MILLIS = 50;

    private enum State {
        CONNECTING,
        CONNECTED,
        GONE
    }

    private final SocketServer server;
    private final ClientConnection owner;
    private final Connection connection;
    private final RawArguments auth;
    private final AtomicReference<State> state = new AtomicReference<>(State.CONNECTING);
    private final SocketOutput output;
    private final SocketCalls calls;
    private final PendingAcks acks;
    private final SocketTimers timers;
    private final AtomicReference<@Nullable Runnable> whenGone = new AtomicReference<>();

    ClientSocket(
            SocketServer server, ClientConnection owner, String namespace, Routes.Found routes, @Nullable String auth) {
        super(server, namespace);
        this.server = server;
        this.owner = owner;
        this.connection = owner.connection();
        this.auth = RawArguments.of(List.of(auth == null ? "{}" : auth), List.of());
        this.output = new SocketOutput(server, this, owner);
        this.calls = new SocketCalls(server, this, routes, owner.budget());
        this.acks = new PendingAcks(server, this);
        this.timers = new SocketTimers(server, this, calls.queue());
        connection
                .handshake()
                .caller()
                .ifPresent(caller -> logIn(new User(caller.name(), caller.name(), caller.roles())));
    }

    // --- Its beginning ----------------------------------------------------------------------------------------

    /**
     * Lets the socket in, unless the admission or a connect method refuses. Called within the connection's inputs.
     *
     * @param payload the auth payload, if there is one
     */
    void begin(@Nullable String payload) {
        List<Admission.Step> steps =
                Admission.steps(server.services().admission(), namespace(), connection.handshake(), payload);
        calls.connect(steps, auth, this::settle, verdict -> connection.execute(() -> settle(verdict)));
    }

    /** Within the connection's inputs, so that the socket's end does not come in between. */
    private void settle(Optional<RefusedException> refusal) {
        if (refusal.isPresent()) {
            refuse(refusal.get());
        } else if (state.compareAndSet(State.CONNECTING, State.CONNECTED)) {
            server.counters().count(Counter.SOCKETS_CONNECTED);
            enter();
            owner.joined();
            calls.connected();
            output.begin();
        }
    }

    private void refuse(RefusedException refusal) {
        if (state.compareAndSet(State.CONNECTING, State.GONE)) {
            server.counters().count(Counter.SOCKETS_REFUSED);
            output.end();
            cleanUp();
            calls.refused();
            Frames error = owner.wire().connectError(namespace(), refusal.text(), dataOf(refusal));
            // First forgotten, then told: the client may ask again as soon as it knows.
            connection.execute(() -> {
                owner.forget(this);
                connection.send(error);
            });
        }
    }

    private @Nullable String dataOf(RefusedException refusal) {
        Object data = refusal.data();
        if (data == null) {
            return null;
        }
        try {
            return server.codec().encode(data).json(0);
        } catch (IllegalArgumentException e) {
            LOG.log(Level.ERROR, "The data of a refusal in " + namespace() + " was left out", e);
            return null;
        }
    }

    /** Whether the client may speak to it: it was let in and is not gone. */
    boolean isJoined() {
        return state.get() == State.CONNECTED;
    }

    // --- What the client sends --------------------------------------------------------------------------------

    void onEvent(Event event, long ackId) {
        if (!calls.event(event, new SocketReply(output, server.codec(), ackId))) {
            tooManyCalls();
        }
    }

    private void tooManyCalls() {
        server.counters().count(Counter.CALL_QUEUES_FULL);
        LOG.log(
                Level.INFO,
                "sid={0} sends faster than its calls end, or all threads are busy: its connection is closed. See"
                        + " sockee.controllers.max-waiting-calls.",
                id());
        owner.abandon(CloseReason.CALL_QUEUE_FULL);
    }

    @Override
    void onRoom(String room) {
        if (!calls.room(room)) {
            server.whenNoTransaction(() -> connection.execute(this::tooManyCalls));
        }
    }

    void onAck(long ackId, RawArguments arguments) {
        acks.complete(ackId, arguments);
    }

    // --- What is sent to the client ---------------------------------------------------------------------------

    /** The way to the client. */
    SocketOutput output() {
        return output;
    }

    @Override
    public void emit(String event, @Nullable Object... arguments) {
        output.sendEvent(server.emitter().encode(event, arguments));
    }

    @Override
    public void emitIfWritable(String event, @Nullable Object... arguments) {
        output.sendIfWritable(server.emitter().encode(event, arguments));
    }

    @Override
    public CompletionStage<Arguments> emitWithAck(Duration timeout, String event, @Nullable Object... arguments) {
        if (!server.services().gate().isOpen()) {
            throw new IllegalStateException("A question to a client cannot be asked in a transaction: it would leave"
                    + " after the commit only. Ask before, or after.");
        }
        Event encoded = server.emitter().encode(event, arguments);
        return acks.await(timeout, ackId -> output.sendNow(encoded, ackId));
    }

    @Override
    public void send(Event event) {
        output.sendNow(event, Wire.NO_ACK);
    }

    @Override
    public void ask(Event event, Runnable answered) {
        acks.await(answered, ackId -> output.sendNow(event, ackId));
    }

    @Override
    public void receive(Emission emission) {
        output.receive(emission);
    }

    // --- Its end ----------------------------------------------------------------------------------------------

    /**
     * The socket is gone, as far as the client or the connection is concerned; the first reason counts. Called within
     * the connection's inputs.
     */
    void end(DisconnectReason reason) {
        State before = state.getAndSet(State.GONE);
        if (before == State.GONE) {
            return;
        }
        output.end();
        cleanUp();
        owner.forget(this); // at once: the next packet of the same request may be a CONNECT
        if (before == State.CONNECTED) {
            server.counters().count(Counter.SOCKETS_DISCONNECTED);
            calls.disconnected(reason);
        } else {
            server.counters().count(Counter.SOCKETS_REFUSED);
            calls.refused();
        }
    }

    private void cleanUp() {
        Steps.all(List.of(this::quit, timers::end, acks::end, this::tellGone));
    }

    @Override
    public void whenGone(Runnable task) {
        whenGone.set(task);
        if (!isConnected()) {
            tellGone(); // the end may have come before the task
        }
    }

    private void tellGone() {
        Runnable task = whenGone.getAndSet(null);
        if (task != null) {
            task.run();
        }
    }

    @Override
    public void disconnect() {
        server.whenNoTransaction(() -> connection.execute(this::leaveNamespace));
    }

    /** Tells the client and ends the socket; within the connection's inputs. */
    void leaveNamespace() {
        if (state.get() == State.CONNECTING) {
            refuse(new RefusedException("Disconnected by the server."));
        } else if (state.get() == State.CONNECTED) {
            output.farewell();
            end(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
        }
    }

    @Override
    public void disconnectAll() {
        owner.disconnectAll();
    }

    // --- What it knows ----------------------------------------------------------------------------------------

    @Override
    public String address() {
        return connection.handshake().address();
    }

    @Override
    public String transport() {
        return connection.transport();
    }

    @Override
    public Handshake handshake() {
        return Handshakes.of(connection.handshake(), auth.json(0));
    }

    @Override
    public boolean isConnected() {
        return state.get() != State.GONE;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return timers.after(delay, task);
    }

    @Override
    public Timer every(Duration period, Runnable task) {
        return timers.every(period, task);
    }
}
