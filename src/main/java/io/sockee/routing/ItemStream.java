package io.sockee.routing;

import io.sockee.api.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The items of one publisher, on their way to the caller. Never more than {@value #WINDOW} wait here, and the publisher is asked for
 * more only when the way has taken those before: whoever reads slowly makes the publisher wait, not the server's memory grow.
 *
 * <p>The publisher may publish on any thread, and nothing blocks there. It is asked for items, and told that nobody wants more, on
 * threads that may block. It ends once: with the last item, with a failure, or when it is {@linkplain #cancel cancelled}.
 */
public final class ItemStream implements Flow.Subscriber<Object> {
    /** How many items may have been asked for and not sent. */
    static final int WINDOW = 32;

    /** How much is handed to the way at a time, in characters and bytes: enough for one answer to a poll, and little in a queue. */
    private static final long BATCH = 32_768;

    private record Item(String json, List<byte[]> attachments) {
        long size() {
            return json.length()
                    + attachments.stream().mapToLong(part -> part.length).sum();
        }
    }

    private final ValueCodec codec;
    private final Function<Throwable, RefusedException> failures;
    private final Queue<Item> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger(); // and not published
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicLong demand = new AtomicLong(); // of which the publisher has not been told
    private final AtomicInteger pulls = new AtomicInteger(1); // the first is that of onSubscribe
    private final AtomicBoolean subscribed = new AtomicBoolean();
    private volatile @Nullable StreamWay way;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean over; // nothing is sent any more
    private volatile boolean completed; // nothing is published any more
    private volatile @Nullable RefusedException failure;
    private volatile boolean full; // the way has to send first what it has
    private volatile boolean unwanted; // the publisher is to be told that nobody wants more
    private volatile boolean told; // that; by whoever tells the publisher

    // Owned by whoever steps.
    private long handed; // characters and bytes, since the way was empty
    private int batch; // items, since then
    private int sent; // items, since the publisher was asked last

    ItemStream(ValueCodec codec, Function<Throwable, RefusedException> failures) {
        this.codec = codec;
        this.failures = failures;
    }

    /** Where its items go; before it begins. */
    public void onto(StreamWay to) {
        way = to;
    }

    private StreamWay way() {
        StreamWay present = way;
        if (present == null) {
            throw new IllegalStateException("The stream has no way.");
        }
        return present;
    }

    /** Begins, on this thread, which may be the application's. */
    void begin(Flow.Publisher<?> publisher) {
        try {
            publisher.subscribe(this);
        } catch (RuntimeException | Error e) {
            onError(e);
        }
    }

    /** Begins on a thread of the application's: this one must not block. */
    void beginSoon(Flow.Publisher<?> publisher) {
        way().run(() -> begin(publisher));
    }

    /** Nobody wants to hear any more of it. Any thread; does not block. */
    public void cancel() {
        over = true;
        waiting.clear();
        tellPublisher();
    }

    /** Its caller is nobody any more, and is told so; nothing else follows. Any thread; does not block. */
    public void loggedOut() {
        if (over) {
            return;
        }
        failure = new AccessException(false);
        tellPublisher();
        waiting.clear();
        step();
    }

    private void tellPublisher() {
        if (completed) {
            return;
        }
        completed = true; // before the look at the subscription: onSubscribe looks here when it has one
        if (subscription != null) {
            unwanted = true;
            pull();
        }
    }

    // --- What the publisher says ------------------------------------------------------------------------------

    @Override
    public void onSubscribe(Flow.Subscription to) {
        if (!subscribed.compareAndSet(false, true)) {
            to.cancel(); // one publisher, one subscription
            return;
        }
        subscription = to;
        if (over || completed) { // before there was one: nobody has told the publisher
            to.cancel();
        } else {
            demand.set(WINDOW);
            pullOn();
        }
    }

    /** The publisher is told what has changed, soon; by one thread at a time, as the rules of publishers have it. */
    private void pull() {
        if (pulls.getAndIncrement() == 0) {
            way().run(this::pullOn);
        }
    }

    /** Tells the publisher once. What has changed meanwhile is another task: a publisher that publishes as it is asked holds no thread. */
    private void pullOn() {
        int seen = pulls.get();
        Flow.Subscription of = subscription;
        try {
            if (of != null && unwanted) {
                if (!told) {
                    told = true;
                    of.cancel();
                }
            } else if (of != null) {
                ask(of, (int) demand.getAndSet(0));
            }
        } finally {
            if (pulls.addAndGet(-seen) != 0) {
                way().run(this::pullOn);
            }
        }
    }

    private void ask(Flow.Subscription of, int more) {
        if (more == 0) {
            return;
        }
        asked.addAndGet(more);
        try {
            of.request(more);
        } catch (RuntimeException | Error e) { // the rules forbid it; but the caller must not wait for ever
            abandon(e);
        }
    }

    @Override
    public void onNext(Object item) {
        if (over || completed) {
            return;
        }
        if (asked.getAndDecrement() <= 0) {
            abandon(new IllegalStateException("The publisher has published more than it was asked for."));
            return;
        }
        try {
            List<byte[]> attachments = new ArrayList<>(0);
            waiting.add(new Item(codec.write(item, attachments), attachments));
        } catch (RuntimeException | Error e) { // it has no JSON form: there is nothing that could be sent in its place
            abandon(e);
            return;
        }
        step();
    }

    /** The stream fails on this side: what has come is sent, and the publisher is told. */
    private void abandon(Throwable cause) {
        if (failure == null && !completed) {
            failure = failures.apply(cause);
            tellPublisher();
            step();
        }
    }

    @Override
    public void onError(Throwable cause) {
        if (!over && !completed) {
            failure = failures.apply(cause);
            completed = true;
            step();
        }
    }

    @Override
    public void onComplete() {
        completed = true;
        step();
    }

    // --- What goes to the caller ------------------------------------------------------------------------------

    private void step() {
        if (steps.getAndIncrement() != 0) {
            return; // whoever steps sees the changed count and looks again
        }
        int seen = 1;
        do {
            stepOn();
            seen = steps.addAndGet(-seen);
        } while (seen != 0);
    }

    private void stepOn() {
        while (!over && !full) {
            boolean last = completed; // looked at before the queue: what was published before is in it
            Item next = waiting.poll();
            if (next != null) {
                send(next);
            } else if (last) {
                finish();
            } else {
                askForMore();
                return;
            }
        }
    }

    private void send(Item item) {
        if (!way().item(item.json(), item.attachments())) {
            notTaken();
            return;
        }
        sent++;
        batch++;
        handed += item.size();
        if (handed >= BATCH || batch >= WINDOW / 2) {
            full = true;
            batch = 0;
            handed = 0;
            way().whenSent(() -> {
                full = false;
                step();
            });
        }
    }

    /** An item is lost: no other may follow, as if there had been none. */
    private void notTaken() {
        waiting.clear();
        failure = new RefusedException("The stream was given up: too much waits for this client.");
        tellPublisher();
    }

    private void askForMore() {
        if (sent >= WINDOW / 2) {
            demand.addAndGet(sent);
            sent = 0;
            pull();
        }
    }

    private void finish() {
        over = true;
        RefusedException because = failure;
        if (because == null) {
            way().end();
        } else {
            way().fail(because);
        }
    }
}
