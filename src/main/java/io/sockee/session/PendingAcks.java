package io.sockee.session;

import io.sockee.api.Arguments;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.connection.Timers;
import io.sockee.routing.RawArguments;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The answers that one socket still owes. Each ends once: by the answer, by its time, or with the socket. */
final class PendingAcks {
    private record Pending(CompletableFuture<Arguments> answer, Timers.Timer timeout) {}

    private final SocketServer server;
    private final Socket socket;
    private final Map<Long, Pending> pending = new HashMap<>(0); // guarded by itself
    private long lastId = -1;
    private boolean ended;

    PendingAcks(SocketServer server, Socket socket) {
        this.server = server;
        this.socket = socket;
    }

    /** Makes an id, has the event sent with it, and waits for the answer. */
    CompletionStage<Arguments> await(Duration timeout, LongConsumer send) {
        CompletableFuture<Arguments> answer = new CompletableFuture<>();
        long id;
        synchronized (pending) {
            if (ended) {
                return CompletableFuture.failedFuture(gone());
            }
            if (pending.size() >= server.settings().maxPendingAcks()) {
                return CompletableFuture.failedFuture(new RefusedException("Too many answers are awaited from this"
                        + " socket: " + pending.size() + " (see sockee.socketio.max-pending-acks)."));
            }
            id = ++lastId;
            Timers.Timer timer = server.services()
                    .timers()
                    .schedule(
                            SocketTimers.nanos(timeout),
                            () -> fail(remove(id), new TimeoutException("No answer in time.")));
            pending.put(id, new Pending(answer, timer));
        }
        send.accept(id);
        return answer; // itself: a stage made of it would wrap its failure
    }

    /** An answer came; one that nobody waits for is forgotten. */
    void complete(long id, io.sockee.event.Arguments arguments) {
        Pending awaited = remove(id);
        if (awaited != null) {
            awaited.timeout().cancel();
            Arguments answer = new RawArguments(arguments, server.codec());
            onPool(() -> awaited.answer().complete(answer));
        }
    }

    /** The socket is gone: no answer comes any more. */
    void end() {
        List<Pending> left;
        synchronized (pending) {
            ended = true;
            left = List.copyOf(pending.values());
            pending.clear();
        }
        for (Pending awaited : left) {
            awaited.timeout().cancel();
            fail(awaited, gone());
        }
    }

    private @Nullable Pending remove(long id) {
        synchronized (pending) {
            return pending.remove(id);
        }
    }

    private void fail(@Nullable Pending awaited, Exception failure) {
        if (awaited != null) {
            onPool(() -> awaited.answer().completeExceptionally(failure));
        }
    }

    private static RefusedException gone() {
        return new RefusedException("The socket is gone.");
    }

    /**
     * What the application hangs on an answer may block, so it must not run on the thread that received it; and not on those
     * of the calls, which may all be waiting for it.
     */
    private void onPool(Runnable completion) {
        try {
            server.services().pool().executeAnswer(() -> server.run(socket, "what follows an answer", completion));
        } catch (RejectedExecutionException e) {
            if (server.services().pool().isClosed()) {
                completion.run(); // the application is being stopped: there will be no other thread
            } else {
                server.services().timers().scheduleMillis(SocketSession.RETRY_MILLIS, () -> onPool(completion));
            }
        }
    }
}
