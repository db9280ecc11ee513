package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.RefusedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A publisher is told, once, that nobody wants its items any more, whenever that turns out. */
@DisplayName("A stream whose caller logs out")
class ItemStreamTest {
    /** Where the items go; what has to run runs at once. */
    private static final class Way implements StreamWay {
        private final List<String> sent = Collections.synchronizedList(new ArrayList<>());

        @Override
        public boolean item(String json, List<byte[]> attachments) {
            return sent.add(json);
        }

        @Override
        public void end() {
            sent.add("end");
        }

        @Override
        public void fail(RefusedException refusal) {
            sent.add("failed: " + refusal.getMessage());
        }

        @Override
        public void whenSent(Runnable more) {
            more.run();
        }

        @Override
        public void run(Runnable code) {
            code.run();
        }
    }

    /** Publishes nothing of itself, and does something at some points of its life. */
    private static final class Source implements Flow.Publisher<Object>, Flow.Subscription {
        private final AtomicInteger cancelled = new AtomicInteger();
        private Runnable beforeSubscription = () -> {};
        private Runnable asked = () -> {};
        private Flow.Subscriber<? super Object> to;

        @Override
        public void subscribe(Flow.Subscriber<? super Object> subscriber) {
            to = subscriber;
            beforeSubscription.run();
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            asked.run();
        }

        @Override
        public void cancel() {
            cancelled.incrementAndGet();
        }
    }

    private final Way way = new Way();
    private final Source source = new Source();
    private final ItemStream stream = stream(way);

    private static ItemStream stream(StreamWay way) {
        ItemStream stream =
                new ItemStream(new ValueCodec(100), failure -> new RefusedException(String.valueOf(failure)));
        stream.onto(way);
        return stream;
    }

    private void assertOver(String... sentBefore) {
        assertThat(source.cancelled).hasValue(1);
        assertThat(way.sent).last().asString().startsWith("failed: ");
        assertThat(way.sent.subList(0, way.sent.size() - 1)).containsExactly(sentBefore);
        stream.cancel();
        stream.loggedOut();
        assertThat(source.cancelled).hasValue(1);
        assertThat(way.sent).hasSize(sentBefore.length + 1);
    }

    @Test
    void beforeItBegins() {
        stream.loggedOut();
        stream.begin(source);
        assertOver();
    }

    @Test
    void whileItsPublisherSubscribes() {
        source.beforeSubscription = stream::loggedOut;
        stream.begin(source);
        assertOver();
    }

    @Test
    void whileItsPublisherIsAsked() {
        source.asked = stream::loggedOut;
        stream.begin(source);
        assertOver();
    }

    @Test
    void whenItHasBegun() {
        stream.begin(source);
        source.to.onNext("one");
        stream.loggedOut();
        source.to.onNext("late");
        assertOver("\"one\"");
    }

    @Test
    void whenItsPublisherHasEndedNobodyIsTold() {
        stream.begin(source);
        source.to.onComplete();
        stream.loggedOut();
        assertThat(source.cancelled).hasValue(0);
        assertThat(way.sent).containsExactly("end");
    }
}
