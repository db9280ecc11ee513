package io.sockee.socket;

import io.sockee.api.Arguments;
import io.sockee.api.RefusedException;
import io.sockee.connection.Timers;
import io.sockee.event.RawArguments;
import io.sockee.routing.BindableArguments;
import io.sockee.routing.Caller;
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
    /** Somebody who waits for an answer. */
    private interface Pending {
        /** It came. */
        void answered(RawArguments arguments);

        /** The socket is gone. */
        void gone();
    }

    /** The application, which gets its answer on a thread that it may block. */
    private final class Question implements Pending {
        private final CompletableFuture<Arguments> answer = new CompletableFuture<>();
        private final Timers.Timer timeout;

        Question(long id, Duration within) {
            timeout = server.services().timers().schedule(SocketTimers.nanos(within), () -> {
                if (remove(id) != null) {
                    fail(new TimeoutException("No answer in time."));
                }
            });
        }

        @Override
        public void answered(RawArguments arguments) {
            timeout.cancel();
            Arguments bound = new BindableArguments(arguments, server.codec());
            onPool(() -> answer.complete(bound));
        }

        @Override
        public void gone() {
            timeout.cancel();
            fail(PendingAcks.gone());
        }

        private void fail(Exception failure) {
            onPool(() -> answer.completeExceptionally(failure));
        }
    }

    private final SocketServer server;
    private final Caller caller;
    private final Map<Long, Pending> pending = new HashMap<>(0); // guarded by itself
    private long lastId = -1;
    private boolean ended;

    PendingAcks(SocketServer server, Caller caller) {
        this.server = server;
        this.caller = caller;
    }

    /**
     * Makes an id, has the event sent with it, and waits for the answer.
     *
     * @throws IllegalStateException in a transaction
     */
    CompletionStage<Arguments> await(Duration timeout, LongConsumer send) {
        if (!server.services().gate().isOpen()) {
            throw new IllegalStateException("A question to a client cannot be asked in a transaction: it would leave"
                    + " after the commit only. Ask before, or after.");
        }
        Question question;
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
            question = new Question(id, timeout);
            pending.put(id, question);
        }
        send.accept(id);
        return question.answer; // itself: a stage made of it would wrap its failure
    }

    /** The same without an end, for what does not block; when the socket goes, nothing is said. */
    void await(Runnable answered, LongConsumer send) {
        long id;
        synchronized (pending) {
            if (ended) {
                return;
            }
            id = ++lastId;
            pending.put(id, new Pending() {
                @Override
                public void answered(RawArguments arguments) {
                    answered.run();
                }

                @Override
                public void gone() {
                    // told elsewhere
                }
            });
        }
        send.accept(id);
    }

    /** An answer came; one that nobody waits for is forgotten. */
    void complete(long id, RawArguments arguments) {
        Pending awaited = remove(id);
        if (awaited != null) {
            awaited.answered(arguments);
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
        left.forEach(Pending::gone);
    }

    private @Nullable Pending remove(long id) {
        synchronized (pending) {
            return pending.remove(id);
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
            server.services().pool().executeAnswer(() -> server.run(caller, "what follows an answer", completion));
        } catch (RejectedExecutionException | Error e) { // no thread is free, or none can be had
            if (server.services().pool().isClosed()) {
                completion.run(); // the application is being stopped: there will be no other thread
            } else {
                server.soon(() -> onPool(completion));
            }
        }
    }
}
