package io.sockee.action;

import io.sockee.api.RefusedException;
import io.sockee.connection.Timers;
import io.sockee.event.RawArguments;
import io.sockee.routing.Reply;
import io.sockee.routing.ValueCodec;
import io.sockee.transaction.CommitGate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The answer to one call over HTTP: the first one counts. Any thread; does not block. */
final class HttpReply implements Reply {
    private static final String RENEWED = "Sockee-Token";

    private final ValueCodec codec;
    private final CommitGate gate;
    private final Consumer<ActionAnswer> to;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile Timers.Timer late = () -> {};
    private volatile @Nullable String renewed;

    HttpReply(ValueCodec codec, CommitGate gate, Consumer<ActionAnswer> to) {
        this.codec = codec;
        this.gate = gate;
        this.to = to;
    }

    /** Gives the call up after so many milliseconds: a method may never answer. */
    void giveUpAfter(Timers timers, long millis) {
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

    void answer(ActionAnswer answer) {
        if (answered.compareAndSet(false, true)) {
            late.cancel();
            String token = renewed;
            to.accept(token == null ? answer : answer.with(RENEWED, token));
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
        answer(ActionAnswer.refused(refusal));
    }

    @Override
    public void emit(String event, RawArguments arguments) {
        // An answer is always asked for, so nothing is emitted in its place.
    }

    /** Binary data is Base64 text here: JSON alone has no other place for it. */
    private static String withBinary(String json, List<byte[]> attachments) {
        String text = json;
        for (int i = 0; i < attachments.size(); i++) {
            String base64 = Base64.getEncoder().encodeToString(attachments.get(i));
            text = text.replace("{\"_placeholder\":true,\"num\":" + i + "}", '"' + base64 + '"');
        }
        return text;
    }
}
