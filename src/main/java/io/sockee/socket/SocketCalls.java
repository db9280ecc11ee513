package io.sockee.socket;

import io.sockee.api.DisconnectReason;
import io.sockee.api.RefusedException;
import io.sockee.api.RoomJoined;
import io.sockee.api.RoomLeft;
import io.sockee.api.SocketConnected;
import io.sockee.api.SocketDisconnected;
import io.sockee.api.SocketDisconnecting;
import io.sockee.api.TransportUpgraded;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.routing.Call;
import io.sockee.routing.CallBudget;
import io.sockee.routing.CallContext;
import io.sockee.routing.CallQueue;
import io.sockee.routing.Route;
import io.sockee.routing.Routes;
import io.sockee.wire.Wire;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs the application's code for one socket, one call at a time in the socket's context: first the connect methods, then the
 * methods for events and the observers, last the disconnect methods; then the socket's scope ends. {@code @NonBlocking}
 * methods do not wait for their turn: they run on the thread that brings the event.
 */
final class SocketCalls {
    /** After how many nanoseconds a client that asks for no answers is told again that it calls too often. */
    private static final long TOLD_AGAIN = 1_000_000_000L;

    private final SocketServer server;
    private final ClientSocket socket;
    private final Routes.Found routes;
    private final CallQueue queue;
    private final CallBudget budget;
    private final @Nullable RoomChanges rooms; // kept only where somebody wants to know
    private final OnceOnly over = new OnceOnly();
    private boolean connectsOnPool; // written before anything is queued
    private @Nullable RepeatableCalls repeatable; // there for clients alone that repeat calls

    // Of the connection's inputs.
    private boolean told; // that too many calls came
    private long toldAt;

    SocketCalls(SocketServer server, ClientSocket socket, Routes.Found routes, CallBudget budget) {
        this.server = server;
        this.socket = socket;
        this.routes = routes;
        this.budget = budget;
        this.queue = new CallQueue(server.services().pool(), server.settings().maxWaitingCalls(), server::soon);
        this.rooms = server.roomsObserved()
                ? new RoomChanges(
                        room -> socket.parts().output().membership().contains(room),
                        () -> queue.addAlways(this::tellRooms))
                : null;
    }

    CallQueue queue() {
        return queue;
    }

    private CallContext context() {
        return server.services().context();
    }

    /**
     * The first of the socket's calls, which decides whether it is let in. Asked for once.
     *
     * @param steps of the links of the admission that have something to look at
     * @param auth what the connect methods are given
     */
    Entrance entrance(List<Admission.Step> steps, RawArguments auth) {
        Entrance entrance = new Entrance(server, socket, queue, routes, steps, auth);
        connectsOnPool = entrance.isOnPool();
        return entrance;
    }

    /**
     * Calls the method for an event, now or in its turn; false, and it is not called, when too many calls wait or take too
     * much. An event that no method answers is ignored. Within the connection's inputs.
     *
     * @param ackId the id to answer with, or {@link Wire#NO_ACK}
     */
    boolean event(Event event, long ackId) {
        if (RepeatableCalls.carries(event)) {
            RepeatableCalls carried = repeatable == null ? new RepeatableCalls(server, socket, queue) : repeatable;
            repeatable = carried;
            return carried.event(event, ackId, this::event);
        }
        if (event.name().equals(SocketStreams.CANCEL)) {
            SocketStreams streams = socket.parts().presentStreams();
            if (streams != null) {
                streams.cancel(event.arguments());
            }
            return true;
        }
        return event(event, new SocketAnswer(server, socket, ackId), name -> true);
    }

    /**
     * The same.
     *
     * @param unknown what is done, and returned, when no method answers an event of that name
     */
    private boolean event(Event event, SocketReply reply, Predicate<String> unknown) {
        server.listeners().observed(socket, event);
        Routes.Match match = server.dispatcher()
                .find(socket.namespace(), routes, event.name())
                .orElse(null);
        if (match == null) {
            return unknown.test(event.name());
        }
        Route route = match.route();
        Call call = Call.event(socket, event.name(), match.variables(), event.arguments(), reply);
        RefusedException refusal =
                server.dispatcher().limits().refusal(socket, socket.parts().client(), route);
        if (refusal != null) {
            refuse(call, refusal);
            return true;
        }
        Runnable run = () -> {
            reply.begins();
            server.dispatcher().onEvent(route, call);
        };
        if (route.nonBlocking()) {
            context().runAtOnce(socket, run);
            return true;
        }
        return budget.queue(queue, event.arguments().size(), () -> context().run(socket, run));
    }

    /**
     * Answers a call for which there is no room. Who has not asked for an answer is told once in a while: a client that sends too
     * much must not be sent as much.
     */
    private void refuse(Call call, RefusedException refusal) {
        long now = server.services().timers().nanoTime();
        if (call.reply().isRequested()) {
            server.dispatcher().refuse(call, refusal);
        } else if (!told || now - toldAt >= TOLD_AGAIN) {
            told = true;
            toldAt = now;
            server.dispatcher().refuse(call, refusal);
        }
    }

    /** The socket was let in. Called within the connection's inputs, so that its end cannot come before. */
    void connected() {
        if (server.services().observers().anyOf(SocketConnected.class)) {
            queue.addAlways(() -> tell(new SocketConnected(socket)));
        }
        if (rooms != null) {
            rooms.open(socket.parts().output().membership()::inOrder);
        }
    }

    /** Its connection has another transport from now on. Within the connection's inputs. */
    void upgraded(String transport) {
        if (server.services().observers().anyOf(TransportUpgraded.class)) {
            queue.addAlways(() -> tell(new TransportUpgraded(socket, transport)));
        }
    }

    /** The socket has joined or left a room; false when too many changes wait to be told. Any thread. */
    boolean room(String room) {
        return rooms == null || rooms.changed(room);
    }

    private void tellRooms() {
        if (rooms == null) {
            return;
        }
        for (RoomChanges.Change change = rooms.next(); change != null; change = rooms.next()) {
            String room = change.room();
            tell(change.joined() ? new RoomJoined(socket, room) : new RoomLeft(socket, room));
        }
    }

    /** The rooms that the socket is in, its own included, if anybody is to be told of them at its end. */
    Set<String> lastRooms() {
        if (!server.services().observers().anyOf(SocketDisconnecting.class)) {
            return Set.of();
        }
        Set<String> last = new HashSet<>(socket.parts().output().membership().rooms());
        last.add(socket.id());
        return Set.copyOf(last);
    }

    /**
     * The socket had been let in and is gone: the disconnect methods and observers are the last that run for it.
     *
     * @param last its {@link #lastRooms}
     */
    void disconnected(DisconnectReason reason, Set<String> last) {
        List<Route> called = routes.table().disconnect();
        List<String> left = rooms == null ? List.of() : rooms.close();
        Call call = Call.disconnect(socket, routes.variables(), reason);
        Runnable methods = () -> server.dispatcher().onDisconnect(called, call);
        boolean observed = !left.isEmpty()
                || !last.isEmpty()
                || server.services().observers().anyOf(SocketDisconnected.class);
        boolean atOnce = allAtOnce(called);
        if (atOnce && !called.isEmpty()) {
            context().runAtOnce(socket, methods);
        }
        if (atOnce && !observed && socket.beans() == null && queue.isIdle()) {
            over();
            return;
        }
        queue.addAlways(() -> {
            if (!last.isEmpty()) {
                tell(new SocketDisconnecting(socket, reason, last));
            }
            if (!atOnce) {
                context().run(socket, methods);
            }
            left.forEach(room -> tell(new RoomLeft(socket, room)));
            tell(new SocketDisconnected(socket, reason));
            over();
        });
    }

    private void over() {
        Steps.all(List.of(() -> context().end(socket), over::happen));
    }

    /** Runs a task when all of its calls have ended, or now. */
    void whenOver(Runnable task) {
        over.then(task);
    }

    /** The socket was not let in, and is gone. */
    void refused() {
        if (!connectsOnPool) {
            over();
        } else {
            queue.addAlways(this::over); // its connect methods may still be running
        }
    }

    static boolean allAtOnce(List<Route> called) {
        return called.stream().allMatch(Route::nonBlocking);
    }

    private void tell(Object event) {
        if (!server.services().observers().anyOf(event.getClass())) {
            return;
        }
        String what = "the observers of " + event.getClass().getSimpleName();
        server.run(
                socket,
                what,
                () -> server.services()
                        .observers()
                        .tell(
                                event,
                                (observer, failure) -> server.dispatcher()
                                        .failures()
                                        .unheard(failure, socket, "an observer in " + observer)));
    }
}
