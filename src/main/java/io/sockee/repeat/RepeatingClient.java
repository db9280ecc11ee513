package io.sockee.repeat;

import io.sockee.event.RawArguments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A client that numbers its calls, and repeats those that it has had no answer to when it has connected again. What it says to be
 * settled is forgotten. Safe for any thread; what it tells others is told without a lock.
 */
public final class RepeatingClient {

    /** What is to be done for a call that has come. */
    public sealed interface Asked {}

    /** It is new: it has to run, and its answer has to be told. */
    public record New(Open call) implements Asked {}

    /** It has come before: the answer is given, now or when there is one; nothing is to be done. */
    public record Again() implements Asked {}

    /** It cannot run. */
    public record Refused(String why) implements Asked {}

    private static final Asked AGAIN = new Again();

    /** What a client is told whose call has run, when there was no room for its answer. */
    private static final RawArguments LOST = RawArguments.of(
            List.of(
                    "{\"ok\":false,\"err\":\"The call has run, but its answer was not kept.\",\"res\":false,\"ran\":true}"),
            List.of());

    private final String key;
    private final int maxOpen;
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong(); // of the answers that are kept
    private final LongPredicate reserve;
    private final TreeMap<Long, Open> calls = new TreeMap<>(); // guarded by this
    private long settled; // guarded by this: all numbers below are forgotten

    private final AtomicReference<@Nullable Consumer<Runnable>> calling = new AtomicReference<>();

    int sockets; // guarded by its clients
    long absences; // guarded by its clients

    /**
     * @param maxBytes how much its answers may take
     * @param reserve takes room for an answer's bytes, or says that there is none; gives back what is negative
     */
    RepeatingClient(String key, int maxOpen, long maxBytes, LongPredicate reserve) {
        this.key = key;
        this.maxOpen = maxOpen;
        this.maxBytes = maxBytes;
        this.reserve = reserve;
    }

    /** Takes room for an answer; false when there is not so much. */
    private boolean take(long size) {
        if (bytes.addAndGet(size) <= maxBytes && reserve.test(size)) {
            return true;
        }
        bytes.addAndGet(-size);
        return false;
    }

    private void give(long size) {
        bytes.addAndGet(-size);
        boolean unused = reserve.test(-size);
    }

    String key() {
        return key;
    }

    /**
     * Its calls come by another socket from now on.
     *
     * @param afterCalls runs a task when the calls that have come by that socket until then have run
     * @return the same of the socket before, if calls may be under way there
     */
    public Optional<Consumer<Runnable>> callsBy(Consumer<Runnable> afterCalls) {
        return Optional.ofNullable(calling.getAndSet(afterCalls));
    }

    /** Whether its calls come by that socket. */
    public boolean isCallingBy(Consumer<Runnable> afterCalls) {
        return calling.get() == afterCalls;
    }

    /** No call is under way there any more, nor will be. */
    public void callsNoMoreBy(Consumer<Runnable> afterCalls) {
        boolean unused = calling.compareAndSet(afterCalls, null);
    }

    /**
     * A call has come.
     *
     * @param number the client's own, each for one call
     * @param from the lowest number that the client may still repeat
     * @param to gets the answer, once, if it has come before; on any thread
     */
    public Asked ask(long number, long from, Consumer<RawArguments> to) {
        Open call;
        synchronized (this) {
            settle(from);
            if (number < settled) {
                return new Refused("The call " + number + " has been said to be settled.");
            }
            call = calls.get(number);
            if (call == null) {
                if (calls.size() >= maxOpen) {
                    return new Refused("Too many calls wait for their answers: " + maxOpen + " are remembered.");
                }
                Open opened = new Open(number, to);
                calls.put(number, opened);
                return new New(opened);
            }
        }
        call.toldTo(to);
        return AGAIN;
    }

    private static void nobody(RawArguments answer) {
        // who asks now is answered at once
    }

    /** The client has the answers to all calls below a number. */
    public synchronized void settled(long from) {
        settle(from);
    }

    private void settle(long from) {
        if (from > settled) {
            settled = from;
            Map<Long, Open> done = calls.headMap(from);
            done.values().forEach(Open::forget);
            done.clear();
        }
    }

    synchronized void forgetAll() {
        calls.values().forEach(Open::forget);
        calls.clear();
    }

    /** How many of its calls are remembered. */
    synchronized int open() {
        return calls.size();
    }

    /** A call that runs or has run. */
    public final class Open {
        private final long number;
        private Consumer<RawArguments> to; // guarded by this
        private boolean answered; // guarded by this
        private @Nullable RawArguments answer; // guarded by this; null also when there was no room for it
        private boolean gone; // guarded by this

        private Open(long number, Consumer<RawArguments> to) {
            this.number = number;
            this.to = to;
        }

        /** It has an answer, which goes to the socket that has asked last. The first one counts. */
        public void answer(RawArguments arguments) {
            answer(arguments, true, asked -> true);
        }

        /**
         * The same with an answer that is worth nothing to others than some who ask: all others are told that it has run.
         *
         * @param worth whether it is worth something to who has asked last
         */
        public void answerOnce(RawArguments arguments, Predicate<Consumer<RawArguments>> worth) {
            answer(arguments, false, worth);
        }

        /** Who has asked last. */
        public synchronized Consumer<RawArguments> asker() {
            return to;
        }

        private void answer(RawArguments arguments, boolean keep, Predicate<Consumer<RawArguments>> worth) {
            Consumer<RawArguments> asked;
            synchronized (this) {
                if (answered) {
                    return;
                }
                answered = true;
                asked = to;
                to = RepeatingClient::nobody; // whoever asked may be gone long before this is
                boolean kept = keep && !gone && take(arguments.size());
                answer = kept ? arguments : null;
            }
            asked.accept(worth.test(asked) ? arguments : LOST);
        }

        /** It did not run after all: nothing is known of it. */
        public void withdraw() {
            synchronized (RepeatingClient.this) {
                if (calls.remove(number, this)) {
                    forget();
                }
            }
        }

        private void toldTo(Consumer<RawArguments> other) {
            Optional<RawArguments> known;
            synchronized (this) {
                if (!answered) {
                    to = other;
                    return;
                }
                known = Optional.ofNullable(answer);
            }
            other.accept(known.orElse(LOST));
        }

        private void forget() {
            synchronized (this) {
                gone = true;
                RawArguments kept = answer;
                answer = null;
                if (kept != null) {
                    give(kept.size());
                }
            }
        }
    }
}
