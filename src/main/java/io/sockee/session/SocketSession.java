package io.sockee.session;

import io.sockee.api.Arguments;
import io.sockee.api.DisconnectReason;
import io.sockee.api.Handshake;
import io.sockee.api.RefusedException;
import io.sockee.api.Timer;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.hub.Emission;
import io.sockee.hub.Namespace;
import io.sockee.metrics.Counters.Counter;
import io.sockee.routing.Call;
import io.sockee.routing.CallQueue;
import io.sockee.routing.Route;
import io.sockee.routing.Routes;
import io.sockee.socketio.Packet;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One client in one namespace, between its connection and the controllers.
 *
 * <p>A socket is CONNECTING until the connect methods let it in: what is sent to it meanwhile is held back, since the
 * client must hear CONNECT first. Its end comes once, from whatever side.
 */
final class SocketSession extends NamespaceSocket {
    private static final Logger LOG = System.getLogger(SocketSession.class.getName());
    static final long RETRY_MILLIS = 50;

    private enum State {
        CONNECTING,
        CONNECTED,
        GONE
    }

    private final SocketServer server;
    private final SocketIoConnection owner;
    private final Connection connection;
    private final Routes.Table routes;
    private final io.sockee.event.Arguments auth;
    private final AtomicReference<State> state = new AtomicReference<>(State.CONNECTING);
    private final HeldFrames held;
    private final CallQueue calls;
    private final PendingAcks acks;
    private final SocketTimers timers;

    SocketSession(SocketServer server, SocketIoConnection owner, Namespace namespace, @Nullable String auth) {
        super(server.services().socketIds().get(), namespace, server.codec());
        this.server = server;
        this.owner = owner;
        this.connection = owner.connection();
        this.routes = server.routes(namespace());
        this.auth = io.sockee.event.Arguments.of(List.of(auth == null ? "{}" : auth), List.of());
        this.held = new HeldFrames(connection);
        SocketServer.Services services = server.services();
        this.calls = new CallQueue(
                services.pool(),
                server.settings().maxWaitingCalls(),
                task -> services.timers().scheduleMillis(RETRY_MILLIS, task));
        this.acks = new PendingAcks(server);
        this.timers = new SocketTimers(server, calls);
    }

    // --- Its beginning ----------------------------------------------------------------------------------------

    /** Asks the connect methods, if there are any, and lets the socket in. */
    void begin() {
        enter();
        if (routes.connect().isEmpty()) {
            accept();
        } else if (routes.connect().stream().allMatch(Route::nonBlocking)) {
            admit();
        } else if (!calls.add(this::admitInContext)) {
            refuse(new RefusedException("The server is busy."));
        }
    }

    private void admitInContext() {
        try {
            server.services().context().run(this::admit);
        } finally {
            refuse(new RefusedException("Internal error.")); // does nothing unless there was no context to run in
        }
    }

    private void admit() {
        try {
            server.dispatcher().onConnect(routes.connect(), Call.connect(this, auth));
            accept();
        } catch (RefusedException e) {
            refuse(e);
        }
    }

    private void accept() {
        if (state.compareAndSet(State.CONNECTING, State.CONNECTED)) {
            server.counters().count(Counter.SOCKETS_CONNECTED);
            owner.joined();
            held.release(server.writer().connect(namespace(), id()));
        }
    }

    private void refuse(RefusedException refusal) {
        if (state.compareAndSet(State.CONNECTING, State.GONE)) {
            server.counters().count(Counter.SOCKETS_REFUSED);
            held.drop();
            cleanUp();
            Frames error = server.writer().connectError(namespace(), refusal.text(), dataOf(refusal));
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
        server.counters().count(Counter.EVENTS_RECEIVED);
        Route route = routes.event(event.name()).orElse(null);
        if (route == null) {
            server.counters().count(Counter.EVENTS_UNKNOWN);
            return;
        }
        Call call = Call.event(this, event.name(), event.arguments(), new SocketReply(this, ackId));
        if (route.nonBlocking()) {
            server.dispatcher().onEvent(route, call);
        } else if (!calls.add(
                () -> server.services().context().run(() -> server.dispatcher().onEvent(route, call)))) {
            server.counters().count(Counter.CALL_QUEUES_FULL);
            owner.abandon(CloseReason.CALL_QUEUE_FULL);
        }
    }

    void onAck(long ackId, io.sockee.event.Arguments arguments) {
        acks.complete(ackId, arguments);
    }

    // --- What is sent to the client ---------------------------------------------------------------------------

    @Override
    public void emit(String event, Object... arguments) {
        sendEvent(new Event(event, server.codec().encode(arguments)), Packet.NO_ACK);
    }

    void sendEvent(Event event, long ackId) {
        send(server.writer().event(namespace(), event, ackId));
    }

    void sendAck(io.sockee.event.Arguments arguments, long ackId) {
        send(server.writer().ack(namespace(), arguments, ackId));
    }

    io.sockee.event.Arguments encode(Object... values) {
        return server.codec().encode(values);
    }

    @Override
    public void emitIfWritable(String event, Object... arguments) {
        receive(new Emission(namespace(), new Event(event, server.codec().encode(arguments)), true));
    }

    @Override
    public CompletionStage<Arguments> emitWithAck(Duration timeout, String event, Object... arguments) {
        Event encoded = new Event(event, server.codec().encode(arguments));
        return acks.await(timeout, ackId -> sendEvent(encoded, ackId));
    }

    @Override
    public void receive(Emission emission) {
        if (emission.onlyIfWritable() && (state.get() != State.CONNECTED || !connection.isWritable())) {
            server.counters().count(Counter.VOLATILE_DROPPED);
        } else {
            send(emission.frames(server.eventEncoder()));
        }
    }

    private void send(Frames frames) {
        State now = state.get();
        if (now == State.CONNECTED && held.isReleased()) {
            connection.send(frames);
        } else if (now != State.GONE) {
            held.add(frames);
        }
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
        cleanUp();
        owner.forget(this); // at once: the next packet of the same request may be a CONNECT
        if (before == State.CONNECTED) {
            server.counters().count(Counter.SOCKETS_DISCONNECTED);
            disconnected(reason);
        } else {
            held.drop();
            server.counters().count(Counter.SOCKETS_REFUSED);
        }
    }

    private void disconnected(DisconnectReason reason) {
        if (routes.disconnect().isEmpty()) {
            return;
        }
        Runnable call = () -> server.dispatcher().onDisconnect(routes.disconnect(), Call.disconnect(this, reason));
        if (routes.disconnect().stream().allMatch(Route::nonBlocking)) {
            call.run();
        } else {
            calls.addAlways(() -> server.services().context().run(call));
        }
    }

    private void cleanUp() {
        quit();
        timers.end();
        acks.end();
    }

    @Override
    public void disconnect() {
        connection.execute(this::leaveNamespace);
    }

    /** Tells the client and ends the socket; within the connection's inputs. */
    void leaveNamespace() {
        if (state.get() == State.CONNECTING) {
            refuse(new RefusedException("Disconnected by the server."));
        } else if (state.get() == State.CONNECTED) {
            send(server.writer().disconnect(namespace())); // behind the CONNECT, which may just be going out
            end(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
        }
    }

    @Override
    public void disconnectAll() {
        owner.disconnectAll();
    }

    // --- What it knows ----------------------------------------------------------------------------------------

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
