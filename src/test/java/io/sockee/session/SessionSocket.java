package io.sockee.session;

import io.sockee.api.Session;
import io.sockee.api.Timer;
import io.sockee.api.User;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.HandshakeRequest.SessionId;
import io.sockee.event.Event;
import io.sockee.socket.WireSocket;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/** A socket as sessions see it, whose tasks run when the test says so. */
final class SessionSocket {
    private final HandshakeRequest arrival;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Runnable> whenGone = new ArrayList<>();
    private final List<Runnable> whenOver = new ArrayList<>();
    private final Set<String> rooms = new TreeSet<>();
    private final List<String> told = new ArrayList<>();
    private Optional<User> user = Optional.empty();
    private Session session;
    private boolean connected = true;
    private boolean refusesRooms;

    /** The only one of its connection. */
    SessionSocket(SessionId id) {
        this(new HandshakeRequest("/", Map.of(), Map.of(), "192.0.2.1", false, false, 0, Optional.empty()).with(id));
    }

    /**
     * @param arrival that of its connection
     */
    SessionSocket(HandshakeRequest arrival) {
        this.arrival = arrival;
    }

    /** As Sockee sees it. */
    WireSocket wire() {
        return (WireSocket) Proxy.newProxyInstance(
                SessionSocket.class.getClassLoader(),
                new Class<?>[] {WireSocket.class},
                (proxy, method, arguments) -> call(method.getName(), arguments));
    }

    private Object call(String method, Object... arguments) {
        switch (method) {
            case "arrival":
                return arrival;
            case "user":
                return user;
            case "logIn":
                user = Optional.of((User) arguments[0]);
                return null;
            case "logOut":
                user = Optional.empty();
                return null;
            case "after":
                tasks.add((Runnable) arguments[1]);
                return (Timer) () -> {};
            case "disconnect", "disconnectAll", "endConnection":
                connected = false;
                return null;
            case "join":
                if (refusesRooms) {
                    throw new IllegalStateException("the test's socket joins no room");
                }
                rooms.addAll(List.of((String[]) arguments[0]));
                return null;
            case "leave":
                List.of((String[]) arguments[0]).forEach(rooms::remove);
                return null;
            case "send":
                told.add(((Event) arguments[0]).arguments().json(0));
                return null;
            case "keptSession":
                return session;
            case "keepSession":
                session = session == null ? (Session) arguments[0] : session;
                return session;
            case "dropSession":
                session = session == arguments[0] ? null : session;
                return null;
            case "whenGone":
                whenGone.add((Runnable) arguments[0]);
                return null;
            case "whenOver":
                whenOver.add((Runnable) arguments[0]);
                return null;
            case "isConnected":
                return connected;
            case "hashCode":
                return System.identityHashCode(this);
            case "equals":
                return arguments[0].hashCode() == System.identityHashCode(this);
            case "toString":
                return "a socket";
            default:
                throw new UnsupportedOperationException(method);
        }
    }

    /** Runs what it has to do in its turn. */
    void turn() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** It goes. */
    void drop() {
        connected = false;
        whenGone.forEach(Runnable::run);
        whenOver.forEach(Runnable::run);
    }

    Optional<User> user() {
        return user;
    }

    boolean isConnected() {
        return connected;
    }

    /** Whether it acts for somebody. */
    boolean actsFor(String name) {
        return connected && user.filter(known -> known.name().equals(name)).isPresent();
    }

    /** Whether joining a room fails. */
    void refuseRooms(boolean refuses) {
        refusesRooms = refuses;
    }

    Set<String> rooms() {
        return rooms;
    }

    /** What it was sent, as JSON. */
    List<String> told() {
        return told;
    }
}
