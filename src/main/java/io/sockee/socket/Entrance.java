package io.sockee.socket;

import io.sockee.api.RefusedException;
import io.sockee.event.RawArguments;
import io.sockee.routing.Call;
import io.sockee.routing.CallContext;
import io.sockee.routing.CallQueue;
import io.sockee.routing.Route;
import io.sockee.routing.Routes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How one socket comes in: the links of the admission look at what the client brings along, the connect methods are asked,
 * then the links' entries are made. With the first refusal nothing more is asked.
 *
 * <p>All of it happens in the socket's context, one thing after the other, and no call of the socket runs at the same time.
 * While a link waits for something outside, such as a website, no thread waits with it.
 */
final class Entrance {
    /** After what time a client may try again that met a full queue of the pool. */
    private static final Duration BUSY = Duration.ofSeconds(5);

    private final SocketServer server;
    private final ClientSocket socket;
    private final CallQueue queue;
    private final Routes.Found routes;
    private final Iterator<Admission.Step> steps;
    private final RawArguments auth;
    private final boolean onPool;

    // Used by what the queue runs, which is one thing at a time.
    private final List<Admission.Entry> entries = new ArrayList<>(0);
    private Consumer<Optional<RefusedException>> told = verdict -> {};

    /**
     * @param steps of the links that have something to look at
     * @param auth what the connect methods are given
     */
    Entrance(
            SocketServer server,
            ClientSocket socket,
            CallQueue queue,
            Routes.Found routes,
            List<Admission.Step> steps,
            RawArguments auth) {
        this.server = server;
        this.socket = socket;
        this.queue = queue;
        this.routes = routes;
        this.steps = steps.iterator();
        this.auth = auth;
        this.onPool = !steps.isEmpty() || !SocketCalls.allAtOnce(methods());
    }

    private List<Route> methods() {
        return routes.table().connect();
    }

    private CallContext context() {
        return server.services().context();
    }

    /** Whether links or connect methods need a thread that may block. */
    boolean isOnPool() {
        return onPool;
    }

    /**
     * Begins; called once. One of the two is told the verdict, once: why the client may not come in, or nothing.
     *
     * @param now told on this thread, before the method returns, when nothing can block or the pool has no room
     * @param later told on a thread of the pool
     */
    void begin(Consumer<Optional<RefusedException>> now, Consumer<Optional<RefusedException>> later) {
        told = later;
        if (onPool) {
            if (!queue.add(this::look)) {
                now.accept(Optional.of(RefusedException.retryAfter("The server is busy.", BUSY)));
            }
        } else if (!socket.parts().life().isAdmitted()) {
            return; // another socket begins
        } else if (!asksMethods()) {
            now.accept(Optional.empty());
        } else {
            AtomicReference<Optional<RefusedException>> verdict = new AtomicReference<>(noContext());
            context().runAtOnce(socket, () -> verdict.set(ask()));
            now.accept(verdict.get());
        }
    }

    private void look() {
        if (socket.isConnected() && steps.hasNext()) {
            Admission.Step step = steps.next();
            await(() -> step.look(socket), entry -> {
                entries.add(entry);
                look();
            });
        } else if (!socket.parts().life().isAdmitted()) {
            return; // another socket begins
        } else if (socket.isConnected() && asksMethods()) {
            askInContext();
        } else {
            enter(entries.iterator());
        }
    }

    private boolean asksMethods() {
        SocketRecovery recovery = socket.parts().recovery();
        return !methods().isEmpty() && (recovery == null || !recovery.skipsConnectMethods());
    }

    private void askInContext() {
        AtomicReference<Optional<RefusedException>> verdict = new AtomicReference<>(noContext());
        try {
            context().run(socket, () -> verdict.set(ask()));
        } finally {
            asked(Objects.requireNonNull(verdict.get()));
        }
    }

    private void asked(Optional<RefusedException> verdict) {
        if (verdict.isPresent()) {
            told.accept(verdict);
        } else {
            enter(entries.iterator());
        }
    }

    private void enter(Iterator<Admission.Entry> left) {
        if (socket.isConnected() && left.hasNext()) {
            Admission.Entry entry = left.next();
            await(() -> entry.enter(socket), done -> enter(left));
        } else {
            told.accept(Optional.empty());
        }
    }

    /** Does a link's work, then goes on: on this thread if the work is done by then, else as a task of the queue. */
    private <T> void await(Supplier<CompletionStage<? extends T>> work, Consumer<T> next) {
        CompletableFuture<? extends T> done = inContext(work);
        if (done.isDone()) {
            goOn(done, next);
        } else {
            Object unused = done.whenComplete((result, failure) -> queue.addAlways(() -> goOn(done, next)));
        }
    }

    private <T> CompletableFuture<? extends T> inContext(Supplier<CompletionStage<? extends T>> work) {
        AtomicReference<CompletableFuture<? extends T>> result =
                new AtomicReference<>(CompletableFuture.failedFuture(noContext().orElseThrow()));
        try {
            context().run(socket, () -> result.set(work.get().toCompletableFuture()));
        } catch (RuntimeException | Error e) { // thrown by the link or by the context: the client must get an answer
            result.set(CompletableFuture.failedFuture(e));
        }
        return Objects.requireNonNull(result.get());
    }

    private <T> void goOn(CompletableFuture<? extends T> done, Consumer<T> next) {
        T result;
        try {
            result = done.join();
        } catch (CompletionException | CancellationException e) {
            told.accept(Optional.of(server.dispatcher().notAdmitted(e, socket)));
            return;
        }
        next.accept(result);
    }

    /** The verdict until the methods have been asked: a context that cannot be had asks nothing. */
    private static Optional<RefusedException> noContext() {
        return Optional.of(new RefusedException("Internal error."));
    }

    private Optional<RefusedException> ask() {
        try {
            server.dispatcher().onConnect(methods(), Call.connect(socket, routes.variables(), auth));
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e);
        }
    }
}
