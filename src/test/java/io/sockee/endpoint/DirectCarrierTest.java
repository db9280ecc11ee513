package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.connection.ManualTimers;
import io.sockee.connection.Outbox;
import io.sockee.connection.WebSocketChannel;
import io.sockee.websocket.Compression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What waits for a WebSocket with framing of our own")
class DirectCarrierTest implements WebSocketChannel.Outcome {
    private final Wire wire = new Wire();
    private final DirectChannel channel =
            new DirectChannel(wire, new ManualTimers(), Runnable::run, ended -> {}, new Sending(null, frames -> {}));
    private final Outbox outbox = new Outbox(10_000, 100_000_000);
    private long nanos;
    private final List<String> told = new ArrayList<>();

    /** Keeps what was written, each write by itself. */
    private static final class Wire implements DirectChannel.Wire {
        private final List<byte[]> writes = new ArrayList<>();
        private boolean stalls;
        private boolean broken;

        @Override
        public int roomMade() {
            return 0;
        }

        @Override
        public boolean write(byte[] frame) throws IOException {
            if (broken) {
                throw new IOException("broken");
            }
            writes.add(frame);
            return !stalls;
        }

        @Override
        public void cut(boolean reading) {}

        @Override
        public void giveUp() {}

        private String last() {
            return new String(writes.get(writes.size() - 1), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void notSent(Throwable failure) {
        told.add("not sent");
    }

    @Override
    public void allSent(CloseReason reason) {
        told.add(reason.text());
    }

    @BeforeEach
    void attach() {
        outbox.attach(channel.carrier(outbox, this));
    }

    private void send(String text) {
        send(Frames.text(text));
    }

    private void send(Frames frames) {
        assertThat(outbox.offer(frames)).isEqualTo(Outbox.Offer.QUEUED);
        outbox.flush();
    }

    private static String frame(String text) {
        return "\u0081" + (char) text.length() + text;
    }

    /** In a turn for which time passes as the test says. */
    private void reading(Runnable input) {
        Turn.take(() -> channel.reading(input), Runnable::run, () -> nanos);
    }

    private void written() {
        channel.writer().written(null);
    }

    @Test
    @DisplayName("leaves with one write when the one before it has gone, in its order")
    void together() {
        wire.stalls = true;
        send("a");
        send("b");
        send(Frames.of("c", List.of(new byte[] {7, 7})));
        send("d");
        assertThat(wire.writes).hasSize(1);
        written();
        assertThat(wire.writes).hasSize(2);
        assertThat(wire.last()).isEqualTo(frame("b") + frame("c") + "\u0082\u0002\u0007\u0007" + frame("d"));
        assertThat(outbox.waiting()).isZero();
        written();
        assertThat(wire.writes).hasSize(2);
        assertThat(outbox.isWritable()).isTrue();
    }

    @Test
    @DisplayName("leaves with several writes when it is much, a large frame by itself")
    void much() {
        String small = "s".repeat(100);
        String large = "l".repeat(DirectCarrier.GATHERED);
        wire.stalls = true;
        send("first");
        for (int i = 0; i < 400; i++) {
            send(small);
        }
        send(large);
        send("last");
        int writes = 0;
        for (int before = 0; before < wire.writes.size(); ) {
            before = wire.writes.size();
            writes++;
            assertThat(wire.writes.get(before - 1).length)
                    .isLessThanOrEqualTo(Math.max(DirectCarrier.GATHERED, large.length() + 10));
            written();
        }
        int gathered = DirectCarrier.GATHERED / (small.length() + 2);
        assertThat(writes).isEqualTo(1 + (400 + gathered - 1) / gathered + 1 + 1);
        assertThat(wire.last()).isEqualTo(frame("last"));
    }

    @Test
    @DisplayName("is a ping among messages, which is never compressed")
    void ping() {
        Outbox packed = new Outbox(10, 1000);
        DirectChannel other = new DirectChannel(
                wire, new ManualTimers(), Runnable::run, ended -> {}, new Sending(new Compression(0), frames -> {}));
        packed.attach(other.carrier(packed, this));
        packed.offerControl(Frame.Ping.INSTANCE);
        packed.flush();
        assertThat(wire.last()).isEqualTo("\u0089\u0000");
        wire.stalls = true;
        send("a");
        outbox.offerControl(Frame.Ping.INSTANCE);
        send("b");
        written();
        assertThat(wire.last()).isEqualTo("\u0089\u0000" + frame("b"));
    }

    @Test
    @DisplayName("is one array for all recipients of a broadcast")
    void shared() {
        Outbox another = new Outbox(10, 1000);
        DirectChannel other = new DirectChannel(
                wire, new ManualTimers(), Runnable::run, ended -> {}, new Sending(null, frames -> {}));
        another.attach(other.carrier(another, this));
        for (Frames broadcast : List.of(Frames.text("a"), Frames.of(new Frame.Binary(new byte[3])))) {
            wire.writes.clear();
            send(broadcast);
            another.offer(broadcast);
            another.flush();
            assertThat(wire.writes).hasSize(2);
            assertThat(wire.writes.get(1)).isSameAs(wire.writes.get(0));
        }
    }

    @Test
    @DisplayName("leaves together with all that messages which came together bring about")
    void whileReading() {
        reading(() -> {
            send("a");
            Turn.handled();
            send("b");
            assertThat(wire.writes).isEmpty();
        });
        assertThat(wire.writes).hasSize(1);
        assertThat(wire.last()).isEqualTo(frame("a") + frame("b"));
        send("c");
        assertThat(wire.writes).hasSize(2);
    }

    @Test
    @DisplayName("does not wait for what another thread gathers, and takes that along")
    void otherThread() {
        channel.reading(() -> {
            send("a");
            elsewhere(() -> send("b"));
            assertThat(wire.writes).hasSize(1);
            assertThat(wire.last()).isEqualTo(frame("a") + frame("b"));
            send("c");
            assertThat(wire.writes).hasSize(1);
        });
        assertThat(wire.writes).hasSize(2);
    }

    @Test
    @DisplayName("waits for the end of either of two threads' turns, whichever comes first")
    void otherTurn() {
        DirectChannel other = new DirectChannel(
                new Wire(), new ManualTimers(), Runnable::run, ended -> {}, new Sending(null, frames -> {}));
        channel.reading(() -> {
            send("a");
            elsewhere(() -> other.reading(() -> {
                send("b");
                send("c");
                assertThat(wire.writes).isEmpty();
            }));
            assertThat(wire.writes).hasSize(1);
            assertThat(wire.last()).isEqualTo(frame("a") + frame("b") + frame("c"));
        });
        assertThat(wire.writes).hasSize(1);
    }

    private static void elsewhere(Runnable task) {
        CompletableFuture.runAsync(task, thread -> new Thread(thread).start()).join();
    }

    @Test
    @DisplayName("counts as gone while it is gathered, for what may be dropped where something waits")
    void writable() {
        channel.reading(() -> {
            send("a");
            assertThat(outbox.isWritable()).isTrue();
            wire.stalls = true;
        });
        assertThat(outbox.isWritable()).isFalse();
    }

    @Test
    @DisplayName("is not gathered past the bound of what may wait")
    void bounded() {
        Outbox small = new Outbox(10, 1000);
        DirectChannel to = new DirectChannel(
                wire, new ManualTimers(), Runnable::run, ended -> {}, new Sending(null, frames -> {}));
        small.attach(to.carrier(small, this));
        StringBuilder sent = new StringBuilder();
        channel.reading(() -> {
            for (int i = 0; i < 100; i++) {
                String text = String.valueOf(i);
                sent.append(frame(text));
                assertThat(small.offer(Frames.text(text))).isEqualTo(Outbox.Offer.QUEUED);
                small.flush();
            }
            assertThat(wire.writes).hasSize(9);
            wire.stalls = true;
        });
        assertThat(wire.writes).hasSize(10);
        StringBuilder written = new StringBuilder();
        wire.writes.forEach(bytes -> written.append(new String(bytes, StandardCharsets.ISO_8859_1)));
        assertThat(written).hasToString(sent.toString());
        for (int i = 0; i < 10; i++) {
            assertThat(small.offer(Frames.text("x"))).isEqualTo(Outbox.Offer.QUEUED);
        }
        assertThat(small.offer(Frames.text("x"))).isEqualTo(Outbox.Offer.FULL);
    }

    @Test
    @DisplayName("leaves together with others' of broadcasts that follow each other, for all recipients")
    void broadcasts() {
        List<Outbox> all = recipients(3);
        reading(() -> List.of("a", "b").forEach(text -> {
            broadcast(text, all);
            Turn.handled();
        }));
        assertThat(wire.writes).hasSize(3);
        assertThat(wire.last()).isEqualTo(frame("a") + frame("b"));
    }

    private List<Outbox> recipients(int count) {
        List<Outbox> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Outbox recipient = new Outbox(10, 1000);
            DirectChannel to = new DirectChannel(
                    wire, new ManualTimers(), Runnable::run, ended -> {}, new Sending(null, frames -> {}));
            recipient.attach(to.carrier(recipient, this));
            all.add(recipient);
        }
        return all;
    }

    private static void broadcast(String text, List<Outbox> recipients) {
        Frames broadcast = Frames.text(text);
        recipients.forEach(recipient -> {
            recipient.offer(broadcast);
            recipient.flush();
        });
    }

    @Test
    @DisplayName("to many connections is written by helpers, but for one slice")
    void slices() {
        List<Outbox> all = recipients(3 * Turn.SLICE + 1);
        List<Runnable> slices = new ArrayList<>();
        Turn.take(() -> broadcast("a", all), slices::add, () -> nanos);
        assertThat(wire.writes).hasSize(Turn.SLICE);
        Turn.take(() -> broadcast("b", all.subList(0, 10)), slices::add, () -> nanos);
        assertThat(wire.writes).as("of what has nothing to wait for").hasSize(Turn.SLICE + 10);
        assertThat(slices).hasSize(3);
        slices.forEach(Runnable::run);
        assertThat(wire.writes).hasSize(all.size() + 10);
        assertThat(all).allSatisfy(recipient -> assertThat(recipient.waiting()).isZero());
    }

    @Test
    @DisplayName("keeps its order when more is sent before a helper has come to it")
    void slicesInOrder() {
        List<Outbox> all = recipients(Turn.SLICE + 1);
        List<Runnable> slices = new ArrayList<>();
        Turn.take(() -> broadcast("a", all), slices::add, () -> nanos);
        broadcast("b", all.subList(Turn.SLICE, Turn.SLICE + 1)); // by a thread that has no turn
        assertThat(wire.last()).isEqualTo(frame("a") + frame("b"));
        slices.forEach(Runnable::run);
        assertThat(wire.writes).hasSize(all.size());
    }

    @Test
    @DisplayName("does not wait for a helper with what is sent later in the turn, nor with an answer to who sent")
    void slicesAndAnswers() {
        List<Outbox> all = recipients(2 * Turn.SLICE);
        Outbox last = all.get(all.size() - 1);
        List<Runnable> slices = new ArrayList<>();
        Turn.take(
                () -> {
                    broadcast("a", all);
                    Turn.flush();
                    broadcast("b", List.of(last));
                },
                slices::add,
                () -> nanos);
        assertThat(wire.last()).isEqualTo(frame("a") + frame("b"));
        assertThat(last.waiting()).isZero();
        wire.writes.clear();
        DirectChannel asking = new DirectChannel(
                new Wire(), new ManualTimers(), slices::add, ended -> {}, new Sending(null, frames -> {}));
        Outbox answers = new Outbox(10, 1000);
        answers.attach(asking.carrier(answers, this));
        asking.reading(() -> {
            broadcast("c", all.subList(0, Turn.SLICE));
            broadcast("c", List.of(answers));
        });
        assertThat(answers.waiting()).isZero();
    }

    @Test
    @DisplayName("is written by the same thread where helpers have ended, or get no thread")
    void slicesWithoutHelpers() {
        List<Outbox> all = recipients(2 * Turn.SLICE);
        Turn.take(
                () -> broadcast("a", all),
                slice -> {
                    throw new OutOfMemoryError("no thread, on purpose");
                },
                () -> nanos);
        assertThat(wire.writes).hasSize(all.size());
    }

    @Test
    @DisplayName("that waits for a helper leaves before the answer to the peer's close frame")
    void slicesBeforeTheClose() {
        List<Outbox> others = recipients(Turn.SLICE);
        List<Runnable> slices = new ArrayList<>();
        Turn.take(
                () -> {
                    broadcast("a", others);
                    send("b");
                },
                slices::add,
                () -> nanos);
        reading(() -> channel.closedByPeer(1000));
        assertThat(new String(wire.writes.get(Turn.SLICE), StandardCharsets.ISO_8859_1))
                .isEqualTo(frame("b"));
        assertThat(wire.writes).hasSize(Turn.SLICE + 2);
        slices.forEach(Runnable::run);
        assertThat(wire.writes).hasSize(Turn.SLICE + 2);
    }

    @Test
    @DisplayName("leaves in one turn, however much it is")
    void muchInATurn() {
        channel.reading(() -> {
            for (int i = 0; i < 400; i++) {
                send("s".repeat(100));
            }
            outbox.offerControl(new Frame.Close(CloseReason.FORCED_SERVER_CLOSE));
            Turn.flush();
            assertThat(outbox.waiting()).isZero();
            assertThat(wire.writes).hasSize(3);
            assertThat(told).containsExactly(CloseReason.FORCED_SERVER_CLOSE.text());
        });
    }

    @Test
    @DisplayName("of one connection that fails harms no other's")
    void oneFails() {
        Outbox another = new Outbox(10, 1000);
        DirectChannel other = new DirectChannel(
                wire, new ManualTimers(), Runnable::run, ended -> {}, new Sending(null, frames -> {}));
        another.attach(other.carrier(another, new WebSocketChannel.Outcome() {
            @Override
            public void notSent(Throwable failure) {
                wire.broken = false;
                throw new IllegalStateException("on purpose", failure);
            }

            @Override
            public void allSent(CloseReason reason) {}
        }));
        Turn.take(
                () -> {
                    another.offer(Frames.text("a"));
                    another.flush();
                    send("b");
                    wire.broken = true;
                },
                Runnable::run);
        assertThat(wire.last()).isEqualTo(frame("b"));
    }

    @Test
    @DisplayName("does not wait long for what else messages bring about")
    void slowly() {
        reading(() -> {
            send("a");
            nanos = 999_999;
            Turn.handled();
            assertThat(wire.writes).isEmpty();
            nanos = 1_000_000;
            Turn.handled();
            assertThat(wire.writes).hasSize(1);
            send("b");
            Turn.handled();
            assertThat(wire.writes).hasSize(1);
        });
        assertThat(wire.writes).hasSize(2);
    }

    @Test
    @DisplayName("leaves before the close")
    void close() {
        wire.stalls = true;
        send("a");
        send("b");
        outbox.offerControl(new Frame.Close(CloseReason.FORCED_SERVER_CLOSE));
        outbox.seal();
        outbox.flush();
        written();
        assertThat(wire.last()).isEqualTo(frame("b"));
        assertThat(told).isEmpty();
        written();
        assertThat(told).containsExactly(CloseReason.FORCED_SERVER_CLOSE.text());
    }

    @Test
    @DisplayName("stays where it is when the connection has failed, which is told once")
    void failed() {
        wire.broken = true;
        send("a");
        send("b");
        assertThat(told).containsExactly("not sent");
        assertThat(outbox.waiting()).isEqualTo(1);
    }

    @Test
    @DisplayName("leaves before the end, however much it is, when it was only gathered")
    void ended() {
        channel.reading(() -> {
            for (int i = 0; i < 400; i++) {
                send("s".repeat(100));
            }
            outbox.end();
            assertThat(wire.writes).hasSize(3);
            assertThat(outbox.offer(Frames.text("b"))).isEqualTo(Outbox.Offer.CLOSED);
        });
        assertThat(wire.writes).hasSize(3);
    }

    @Test
    @DisplayName("may be forgotten while it waits for messages to be handled")
    void discarded() {
        channel.reading(() -> {
            send("a");
            outbox.discard();
        });
        assertThat(wire.writes).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("is counted by writes, and by the frames in each")
    void counted() {
        List<Integer> writes = new ArrayList<>();
        Outbox queue = new Outbox(10, 1000);
        for (String text : List.of("a", "b", "c")) {
            queue.offer(Frames.text(text));
        }
        DirectChannel to =
                new DirectChannel(wire, new ManualTimers(), Runnable::run, ended -> {}, new Sending(null, writes::add));
        queue.attach(to.carrier(queue, this));
        queue.offer(Frames.text("d"));
        queue.flush();
        assertThat(writes).containsExactly(3, 1);
    }

    @Test
    @DisplayName("is compressed once for all who have agreed on it, from a size on, and for nobody else")
    void compressed() {
        Compression compression = new Compression(100);
        Frames broadcast = Frames.text("large ".repeat(100));
        Frames small = Frames.text("small");
        List<byte[]> packed = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Wire own = new Wire();
            DirectChannel to = new DirectChannel(
                    own, new ManualTimers(), Runnable::run, ended -> {}, new Sending(compression, frames -> {}));
            Outbox queue = new Outbox(10, 10_000);
            queue.attach(to.carrier(queue, this));
            queue.offer(broadcast);
            queue.flush();
            packed.add(own.writes.get(0));
            queue.offer(small);
            queue.flush();
            assertThat(own.last()).isEqualTo("\u0081\u0005small");
        }
        assertThat(packed.get(0)).isSameAs(packed.get(1)).hasSizeLessThan(100);
        assertThat(packed.get(0)[0] & 0xff).isEqualTo(0xc1);
        send(broadcast);
        assertThat(wire.last()).startsWith("\u0081").endsWith("large ").hasSize(604);
        compression.close();
    }
}
