package io.sockee.socket;

import io.sockee.api.Arguments;
import io.sockee.api.RefusedException;
import io.sockee.connection.Timers;
import io.sockee.event.RawArguments;
import io.sockee.routing.BindableArguments;
import io.sockee.routing.Caller;
import io.sockee.transaction.CommitGate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The answers that are awaited from one socket's client. Each wait ends once: with the answer, with its time-out, or with the
 * socket. Safe for any thread; does not block.
 */
final class PendingAcks {
    /** One wait for an answer. */
    interface Pending {
        /** The answer came. Called within the connection's inputs. */
        void answered(RawArguments arguments);

        /** The socket is gone. */
        void gone();
    }

    /** A wait of the application, which gets the answer on a thread that it may block. */
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
    private @Nullable Map<Long, Pending> pending; // most sockets are asked nothing
    private long lastId = -1;
    private boolean ended;

    PendingAcks(SocketServer server, Caller caller) {
        this.server = server;
        this.caller = caller;
    }

    /**
     * Makes an id and has the event sent with it.
     *
     * @return completes with the answer, on a thread that may be blocked; fails with a {@link TimeoutException} when none comes
     *     in time, with a {@link RefusedException} when the socket is gone or too many answers are awaited from it
     * @throws IllegalStateException in a transaction
     */
    CompletionStage<Arguments> await(Duration timeout, LongConsumer send) {
        requireNoTransaction(server.services().gate());
        Question question;
        long id;
        synchronized (this) {
            if (ended) {
                return CompletableFuture.failedFuture(gone());
            }
            if (isFull()) {
                return CompletableFuture.failedFuture(new RefusedException("Too many answers are awaited from this"
                        + " socket: " + waiting().size() + " (see sockee.socketio.max-pending-acks)."));
            }
            id = ++lastId;
            question = new Question(id, timeout);
            waiting().put(id, question);
        }
        send.accept(id);
        return question.answer; // itself: a stage made of it would wrap its failure
    }

    /**
     * Makes an id, has the event sent with it, and runs the task when the answer comes: within the connection's inputs, so that
     * it must not block. No time-out, and no bound here; when the socket goes, the task is dropped.
     *
     * @return drops the task before
     */
    Runnable await(Runnable answered, LongConsumer send) {
        long id;
        synchronized (this) {
            if (ended) {
                return () -> {};
            }
            id = ++lastId;
            waiting().put(id, new Pending() {
                @Override
                public void answered(RawArguments arguments) {
                    answered.run();
                }

                @Override
                public void gone() {
                    // whoever asks this way learns by whenGone
                }
            });
        }
        send.accept(id);
        return () -> {
            Pending unused = remove(id);
        };
    }

    /**
     * Nothing can be asked in a transaction.
     *
     * @throws IllegalStateException when this thread is in one
     */
    static void requireNoTransaction(CommitGate gate) {
        if (!gate.isOpen()) {
            throw new IllegalStateException("A question to a client cannot be asked in a transaction: it would leave"
                    + " after the commit only. Ask before, or after.");
        }
    }

    private Map<Long, Pending> waiting() {
        Map<Long, Pending> known = pending;
        if (known == null) {
            known = new HashMap<>();
            pending = known;
        }
        return known;
    }

    private boolean isFull() {
        return waiting().size() >= server.settings().maxPendingAcks();
    }

    /**
     * Awaits the answer to a question that other sockets are asked, too, under the same id.
     *
     * @param id {@linkplain io.sockee.hub.Namespace#nextAckId one of the namespace's}
     * @return false, and nothing is awaited, when the socket is gone or too many answers are awaited from it
     */
    boolean await(long id, Pending answer) {
        synchronized (this) {
            if (ended || isFull()) {
                return false;
            }
            waiting().put(id, answer);
            return true;
        }
    }

    /** Nobody waits for the answer any more. */
    void giveUp(long id) {
        Pending unused = remove(id);
    }

    /** An answer came. One that nobody waits for is ignored. */
    void complete(long id, RawArguments arguments) {
        Pending awaited = remove(id);
        if (awaited != null) {
            awaited.answered(arguments);
        }
    }

    /** The socket is gone: ends all waits, and those to come. */
    void end() {
        List<Pending> left;
        synchronized (this) {
            ended = true;
            left = pending == null ? List.of() : List.copyOf(pending.values());
            pending = null;
        }
        left.forEach(Pending::gone);
    }

    private @Nullable Pending remove(long id) {
        synchronized (this) {
            return pending == null ? null : pending.remove(id);
        }
    }

    private static RefusedException gone() {
        return new RefusedException("The socket is gone.");
    }

    /**
     * What the application runs after an answer may block, so it must not run on the thread that received the answer; nor on
     * the threads of the calls, which may all be waiting for answers.
     */
    private void onPool(Runnable completion) {
        server.onPool(caller, "what follows an answer", completion);
    }
}
