package io.sockee.socket;

import io.sockee.address.Target;
import io.sockee.api.Arguments;
import io.sockee.api.Broadcast;
import io.sockee.api.Handshake;
import io.sockee.api.RemoteSocket;
import io.sockee.api.RoomPresence;
import io.sockee.api.Session;
import io.sockee.api.Timer;
import io.sockee.api.User;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.HandshakeRequest;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.hub.Namespace;
import io.sockee.routing.Routes;
import io.sockee.routing.ScopedSocket;
import io.sockee.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One client in one namespace, as the application, the controllers and Sockee's other parts see it. What it does lies in its
 * {@linkplain SocketParts parts}. Its methods may be called from any thread, and none blocks.
 */
final class ClientSocket implements WireSocket, ScopedSocket {
    private final SocketServer server;
    private final ClientConnection owner;
    private final Connection connection;
    private final String id;
    private final Namespace namespace;
    private final SocketParts parts;
    private final Belongings belongings = new Belongings();

    /** @param recovery null where there is none */
    ClientSocket(
            SocketServer server,
            ClientConnection owner,
            String name,
            Routes.Found routes,
            @Nullable String auth,
            @Nullable SocketRecovery recovery) {
        this.server = server;
        this.owner = owner;
        this.connection = owner.connection();
        this.id = recovery == null ? owner.newId(name) : recovery.formerId().orElseGet(() -> owner.newId(name));
        this.namespace = server.hub().enter(name);
        RawArguments brought = RawArguments.of(List.of(auth == null ? "{}" : auth), List.of());
        this.parts = new SocketParts(server, owner, this, namespace, routes, brought, recovery);
        parts.begin();
    }

    /** What it is made of: for its connection and the parts themselves. */
    SocketParts parts() {
        return parts;
    }

    // --- What is sent to the client ---------------------------------------------------------------------------

    @Override
    public void emit(String event, @Nullable Object... arguments) {
        parts.output().sendEvent(encode(event, arguments));
    }

    private Event encode(String name, @Nullable Object... arguments) {
        return server.emitter().encodeFor(namespace(), id, name, arguments);
    }

    @Override
    public void emitOwn(String event, Object... arguments) {
        parts.output().sendEvent(server.emitter().encodeOwn(event, arguments));
    }

    @Override
    public void emitIfWritable(String event, @Nullable Object... arguments) {
        parts.output().sendIfWritable(encode(event, arguments));
    }

    @Override
    public CompletionStage<Arguments> emitWithAck(Duration timeout, String event, @Nullable Object... arguments) {
        Event encoded = encode(event, arguments);
        return parts.acks().await(timeout, ackId -> parts.output().sendNow(encoded, ackId));
    }

    @Override
    public void send(Event event) {
        parts.output().sendNow(event, Wire.NO_ACK);
    }

    @Override
    public Runnable ask(Event event, Runnable answered) {
        return parts.acks().await(answered, ackId -> parts.output().sendNow(event, ackId));
    }

    // --- Whom it reaches --------------------------------------------------------------------------------------

    @Override
    public void broadcast(String event, @Nullable Object... arguments) {
        others(Target.EVERYONE).emit(event, arguments);
    }

    @Override
    public Broadcast everyone() {
        return NamespaceBroadcast.of(server, namespace.name(), Target.EVERYONE, null);
    }

    @Override
    public Broadcast to(String... rooms) {
        return others(Target.EVERYONE.to(rooms));
    }

    @Override
    public Broadcast except(String... rooms) {
        return others(Target.EVERYONE.except(rooms));
    }

    private Broadcast others(Target target) {
        return NamespaceBroadcast.of(server, namespace.name(), target, id);
    }

    @Override
    public void join(String... rooms) {
        parts.rooms().join(rooms);
    }

    @Override
    public void leave(String... rooms) {
        parts.rooms().leave(rooms);
    }

    @Override
    public RoomPresence presence(String room) {
        return new SocketPresence(server, this, room);
    }

    @Override
    public Set<String> rooms() {
        return parts.rooms().all();
    }

    // --- Its end ----------------------------------------------------------------------------------------------

    @Override
    public boolean isConnected() {
        return parts.life().isConnected();
    }

    @Override
    public boolean isRecovered() {
        SocketRecovery recovery = parts.recovery();
        return recovery != null && recovery.isRecovered();
    }

    @Override
    public void whenGone(Runnable task) {
        parts.life().whenGone(task);
    }

    @Override
    public void whenOver(Runnable task) {
        parts.calls().whenOver(task);
    }

    @Override
    public void whenDrained(Runnable task) {
        parts.output().whenDrained(task);
    }

    @Override
    public void disconnect() {
        server.whenNoTransaction(() -> connection.execute(parts.life()::leave));
    }

    @Override
    public void disconnectAll() {
        owner.disconnectAll();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return parts.timers().after(delay, task);
    }

    @Override
    public Timer every(Duration period, Runnable task) {
        return parts.timers().every(period, task);
    }

    // --- What it knows ----------------------------------------------------------------------------------------

    @Override
    public String id() {
        return id;
    }

    @Override
    public String sessionId() {
        return owner.logged(id);
    }

    @Override
    public String namespace() {
        return namespace.name();
    }

    @Override
    public Map<String, Object> data() {
        return belongings.data();
    }

    @Override
    public @Nullable Object beans() {
        return belongings.beans();
    }

    @Override
    public Object keepBeans(Object fresh) {
        return belongings.keepBeans(fresh);
    }

    @Override
    public Optional<User> user() {
        return parts.user().get();
    }

    @Override
    public void logIn(User who) {
        parts.user().follow(Objects.requireNonNull(who, "user"));
    }

    @Override
    public void logOut() {
        parts.user().follow(null);
    }

    @Override
    public Optional<Session> session() {
        Session kept = belongings.session();
        return kept == null ? server.services().sessions().of(this) : Optional.of(kept);
    }

    @Override
    public HandshakeRequest arrival() {
        return connection.handshake();
    }

    @Override
    public @Nullable Session keptSession() {
        return belongings.session();
    }

    @Override
    public void dropSession(Session former) {
        belongings.dropSession(former);
    }

    @Override
    public void endConnection() {
        connection.execute(() -> connection.close(CloseReason.FORCED_SERVER_CLOSE));
    }

    @Override
    public Session keepSession(Session fresh) {
        return belongings.keepSession(fresh);
    }

    @Override
    public String address() {
        return connection.handshake().address();
    }

    @Override
    public String transport() {
        return connection.transport();
    }

    /** The socket as it is now. */
    RemoteSocket snapshot() {
        return new RemoteSocket(id, namespace(), rooms(), handshake(), Map.copyOf(data()), user());
    }

    @Override
    public Handshake handshake() {
        return Handshakes.of(connection.handshake(), parts.auth().json(0));
    }

    @Override
    public String toString() {
        return "socket " + sessionId() + " in " + namespace.name();
    }
}
