package io.sockee.socket;

import io.sockee.address.OwnRooms;
import io.sockee.address.Target;
import io.sockee.api.Arguments;
import io.sockee.api.Broadcast;
import io.sockee.api.Handshake;
import io.sockee.api.RefusedException;
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
import io.sockee.presence.Presences;
import io.sockee.routing.CallLimits;
import io.sockee.routing.Routes;
import io.sockee.routing.ScopedSocket;
import io.sockee.wire.Wire;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One client in one namespace, as it is seen by the application, its connection and the controllers. Its parts are its
 * {@linkplain SocketLife life}, its {@linkplain SocketCalls calls}, the {@linkplain SocketOutput way} to the client, which is
 * what rooms see of it, and what ends with it: {@linkplain PendingAcks acks}, {@linkplain SocketTimers timers}, {@linkplain Belongings data and beans}.
 * The methods of its interfaces may be called from any thread, and none blocks.
 */
final class ClientSocket implements WireSocket, ScopedSocket {
    private final SocketServer server;
    private final ClientConnection owner;
    private final Connection connection;
    private final String id;
    private final Namespace namespace;
    private final RawArguments auth;
    private final Belongings belongings = new Belongings();
    private final SocketLife life;
    private final SocketOutput output;
    private final SocketCalls calls;
    private final PendingAcks acks;
    private final SocketTimers timers;
    private volatile @Nullable SocketStreams streams; // most sockets have none
    private volatile @Nullable User user;

    ClientSocket(SocketServer server, ClientConnection owner, String name, Routes.Found routes, @Nullable String auth) {
        this.server = server;
        this.owner = owner;
        this.connection = owner.connection();
        this.id = server.services().socketIds().get();
        this.namespace = server.hub().enter(name);
        this.auth = RawArguments.of(List.of(auth == null ? "{}" : auth), List.of());
        this.life = new SocketLife(server, owner, this, namespace);
        this.output = new SocketOutput(server, this, owner);
        this.calls = new SocketCalls(server, this, routes, owner.budget());
        this.acks = new PendingAcks(server, this, namespace);
        this.timers = new SocketTimers(server, this, calls.queue());
        connection
                .handshake()
                .caller()
                .ifPresent(caller -> logIn(new User(caller.name(), caller.name(), caller.roles())));
    }

    // --- For its connection and its parts ---------------------------------------------------------------------

    /** It has joined or left a room. Any thread. */
    void onRoom(String room) {
        if (!calls.room(room)) {
            server.whenNoTransaction(() -> connection.execute(() -> owner.tooManyCalls(id)));
        }
    }

    SocketLife life() {
        return life;
    }

    SocketOutput output() {
        return output;
    }

    SocketCalls calls() {
        return calls;
    }

    /** By what its calls are limited. */
    CallLimits.Client client() {
        return owner.client();
    }

    PendingAcks acks() {
        return acks;
    }

    /** The streams to it, if there has been one. */
    @Nullable
    SocketStreams presentStreams() {
        return streams;
    }

    /** The streams to it. */
    synchronized SocketStreams streams() { // rarely taken, and this socket's alone
        SocketStreams present = streams;
        if (present == null) {
            present = new SocketStreams(server, this);
            streams = present;
        }
        return present;
    }

    /** The auth payload, an empty object where there is none. */
    RawArguments auth() {
        return auth;
    }

    /** The socket is gone: stops its timers and fails the answers that are awaited. */
    void endWhatWaits() {
        SocketStreams present = streams; // one that is made now sees by itself that the socket has gone
        Steps.all(List.of(timers::end, acks::end, present == null ? () -> {} : present::end));
    }

    // --- What is sent to the client ---------------------------------------------------------------------------

    @Override
    public void emit(String event, @Nullable Object... arguments) {
        output.sendEvent(encode(event, arguments));
    }

    private Event encode(String name, @Nullable Object... arguments) {
        Event event = server.emitter().encode(name, arguments);
        if (server.emitter().observed() != null) { // asked for here, so that nothing is made where nobody wants to know
            server.emitter().tell(namespace(), event, Target.EVERYONE.to(id), null);
        }
        return event;
    }

    @Override
    public void emitOwn(String event, Object... arguments) {
        output.sendEvent(server.emitter().encodeOwn(event, arguments));
    }

    @Override
    public void emitIfWritable(String event, @Nullable Object... arguments) {
        output.sendIfWritable(encode(event, arguments));
    }

    @Override
    public CompletionStage<Arguments> emitWithAck(Duration timeout, String event, @Nullable Object... arguments) {
        Event encoded = encode(event, arguments);
        return acks.await(timeout, ackId -> output.sendNow(encoded, ackId));
    }

    @Override
    public void send(Event event) {
        output.sendNow(event, Wire.NO_ACK);
    }

    @Override
    public Runnable ask(Event event, Runnable answered) {
        return acks.await(answered, ackId -> output.sendNow(event, ackId));
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
        for (String room : rooms) {
            if (OwnRooms.isOwn(room)) {
                throw new RefusedException("That room is the server's own.");
            }
            if (!room.equals(id) && namespace.isOwnRoom(room)) {
                throw new RefusedException("That room is another socket's own.");
            }
            boolean unused = namespace.join(output, room);
        }
    }

    @Override
    public void leave(String... rooms) {
        for (String room : rooms) {
            boolean unused = !OwnRooms.isOwn(room) && namespace.leave(output, room);
        }
    }

    @Override
    public RoomPresence presence(String room) {
        return new SocketPresence(server, this, room);
    }

    @Override
    public Set<String> rooms() {
        Set<String> rooms = new HashSet<>(output.membership().rooms());
        if (isConnected()) {
            rooms.add(id);
        }
        return Set.copyOf(rooms);
    }

    // --- Its end ----------------------------------------------------------------------------------------------

    @Override
    public boolean isConnected() {
        return life.isConnected();
    }

    @Override
    public void whenGone(Runnable task) {
        life.whenGone(task);
    }

    @Override
    public void whenOver(Runnable task) {
        calls.whenOver(task);
    }

    @Override
    public void disconnect() {
        server.whenNoTransaction(() -> connection.execute(life::leave));
    }

    @Override
    public void disconnectAll() {
        owner.disconnectAll();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return timers.after(delay, task);
    }

    @Override
    public Timer every(Duration period, Runnable task) {
        return timers.every(period, task);
    }

    // --- What it knows ----------------------------------------------------------------------------------------

    @Override
    public String id() {
        return id;
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
        return Optional.ofNullable(user);
    }

    @Override
    public void logIn(User who) {
        follow(Objects.requireNonNull(who, "user"));
    }

    @Override
    public void logOut() {
        follow(null);
    }

    /** The socket is in the room of its user, and of nobody else's: {@link io.sockee.api.Publisher#toUser}. */
    private void follow(@Nullable User who) {
        String former; // whose the socket was and is no more
        synchronized (belongings) { // this socket's alone: two that log in at a time must not leave both rooms joined
            User before = user;
            user = who;
            former = before != null && (who == null || !who.id().equals(before.id())) ? before.id() : null;
            if (former != null) {
                boolean unused = namespace.leave(output, OwnRooms.ofUser(former));
            }
            if (who != null) {
                boolean unused = namespace.join(output, OwnRooms.ofUser(who.id()));
            }
        }
        SocketStreams present = streams;
        if (former != null && present != null) {
            present.endOfUser();
        }
        tellOwner();
    }

    /** Has it known who is online: the socket's owner or its life has changed. */
    void tellOwner() {
        Presences presences = server.services().presences();
        presences.belongs(id, () -> life.isJoined() ? user() : Optional.empty());
        presences.rename(output, presenceKey(), user != null);
    }

    /** Who it is to those who see it present: its user, or itself. */
    String presenceKey() {
        User owner = user;
        return owner == null ? id : owner.id();
    }

    // --- Its session ------------------------------------------------------------------------------------------

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
        return new RemoteSocket(id, namespace(), rooms(), handshake(), data(), user());
    }

    @Override
    public Handshake handshake() {
        return Handshakes.of(connection.handshake(), auth.json(0));
    }

    @Override
    public String toString() {
        return "socket " + id + " in " + namespace.name();
    }
}
