package io.sockee.action;

import io.sockee.api.RefusedException;
import io.sockee.connection.Timers;
import io.sockee.event.RawArguments;
import io.sockee.routing.Caller;
import io.sockee.routing.ItemStream;
import io.sockee.routing.Reply;
import io.sockee.routing.ValueCodec;
import io.sockee.transaction.CommitGate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The answer to one call over HTTP: the first one counts. Any thread; does not block. */
final class HttpReply implements Reply {
    private static final String RENEWED = "Sockee-Token";

    /** The longest time that is measured, in milliseconds: some hundred years. */
    private static final long LONGEST = 1L << 42;

    private final ValueCodec codec;
    private final CommitGate gate;
    private final ActionExchange to;
    private final BiConsumer<Caller, Runnable> application;
    private final Timers timers;
    private final long heartbeat;
    private final long patience;
    private final OpenStreams streams;
    private final String challenge;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile Timers.Timer late = () -> {};
    private volatile @Nullable String renewed;
    private volatile Callers.Standing standing = Callers.Standing.LASTING;

    /**
     * @param application runs the application's code that publishes items
     * @param heartbeat milliseconds between two signs of life of a stream
     * @param patience milliseconds after which a stream of which the client takes nothing is given up
     * @param streams bounds those that are under way
     * @param challenge what callers are told who are not known
     */
    HttpReply(
            ValueCodec codec,
            CommitGate gate,
            ActionExchange to,
            BiConsumer<Caller, Runnable> application,
            Timers timers,
            long heartbeat,
            long patience,
            OpenStreams streams,
            String challenge) {
        this.codec = codec;
        this.gate = gate;
        this.to = to;
        this.application = application;
        this.timers = timers;
        this.heartbeat = heartbeat;
        this.patience = patience;
        this.streams = streams;
        this.challenge = challenge;
    }

    /** Until when the caller is who it is: a stream does not outlast that. */
    void knownBy(Callers.Standing by) {
        standing = by;
    }

    /** Gives the call up after so many milliseconds: a method may never answer. */
    void giveUpAfter(long millis) {
        late = timers.scheduleMillis(
                millis, () -> answer(ActionAnswer.problem(504, "The action has not answered in time.")));
        if (answered.get()) { // before the timer was known
            late.cancel();
        }
    }

    /** The caller's token was past its time: the answer brings the one that takes its place. */
    void renewed(String token) {
        renewed = token;
    }

    /** Whether there is an answer already, such as that the call has been given up. */
    boolean isAnswered() {
        return answered.get();
    }

    void answer(ActionAnswer answer) {
        if (answered.compareAndSet(false, true)) {
            late.cancel();
            String token = renewed;
            to.answer(token == null ? answer : answer.with(RENEWED, token));
        }
    }

    @Override
    public boolean isRequested() {
        return true;
    }

    /** By a method that answers itself: a single value as it is, several as an array. */
    @Override
    public void send(@Nullable Object... arguments) {
        RawArguments raw = codec.encode(arguments);
        if (raw.count() == 0) {
            leave(ActionAnswer.nothing());
            return;
        }
        StringBuilder all = new StringBuilder(raw.count() == 1 ? "" : "[");
        raw.appendTo(all);
        leave(ActionAnswer.result(withBinary(raw.count() == 1 ? all.toString() : all + "]", raw.attachments())));
    }

    @Override
    public void ack(RawArguments answer) {
        String result = Reply.result(answer);
        leave(result == null ? ActionAnswer.nothing() : ActionAnswer.result(withBinary(result, answer.attachments())));
    }

    private void leave(ActionAnswer answer) {
        gate.pass(() -> answer(answer));
    }

    @Override
    public void refuse(RefusedException refusal, Runnable usual) {
        ActionAnswer answer = ActionAnswer.refused(refusal, codec);
        answer(answer.status() == 401 ? answer.with("WWW-Authenticate", challenge) : answer);
    }

    /** The stream is the answer, from now on. */
    @Override
    public @Nullable Object open(ItemStream stream, Caller caller) {
        Runnable place = streams.take(caller);
        if (!answered.compareAndSet(false, true)) {
            place.run();
            throw new RefusedException("The call was given up before its stream began.");
        }
        late.cancel();
        String token = renewed;
        AtomicReference<@Nullable ServerSentEvents> way = new AtomicReference<>();
        AtomicBoolean hasGone = new AtomicBoolean();
        Runnable gone = () -> {
            hasGone.set(true);
            ServerSentEvents events = way.get();
            if (events != null) {
                events.close();
            }
            stream.cancel();
        };
        ActionExchange.EventStream out;
        try {
            out = to.stream(token == null ? Map.of() : Map.of(RENEWED, token), gone);
        } catch (RuntimeException | Error e) { // its client has gone, and the container has taken the request back
            place.run();
            throw e;
        }
        ServerSentEvents events = new ServerSentEvents(
                out, codec, code -> application.accept(caller, code), timers, heartbeat, patience, gone);
        events.whenOver(place);
        way.set(events);
        if (hasGone.get()) { // before the way was known
            events.close();
        }
        stream.onto(events);
        events.begin();
        events.whenOver(watch(standing, stream));
        events.whenOver(to::over); // behind the watch, which looks at what ends here
        return null;
    }

    /** Ends a stream when its caller is nobody any more; what is returned ends the watch. */
    private Runnable watch(Callers.Standing until, ItemStream stream) {
        Runnable unwatched = until.watch().apply(stream::loggedOut);
        Timers.Timer end = until.left()
                .map(left -> timers.scheduleMillis(Math.min(Math.max(0, left.toMillis()), LONGEST), stream::loggedOut))
                .orElse(() -> {});
        return () -> {
            unwatched.run();
            end.cancel();
        };
    }

    @Override
    public void emit(String event, RawArguments arguments) {
        // An answer is always asked for, so nothing is emitted in its place.
    }

    /** Binary data is Base64 text here: JSON alone has no other place for it. */
    static String withBinary(String json, List<byte[]> attachments) {
        String text = json;
        for (int i = 0; i < attachments.size(); i++) {
            String base64 = Base64.getEncoder().encodeToString(attachments.get(i));
            text = text.replace("{\"_placeholder\":true,\"num\":" + i + "}", '"' + base64 + '"');
        }
        return text;
    }
}
