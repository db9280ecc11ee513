package io.sockee.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.Outbox.Offer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox(3, 10);
    private final List<String> sent = new ArrayList<>();

    /** Takes one frame and is busy until the test says otherwise. */
    private final Carrier slow = from -> sent.add(describe(from.take()));

    /** Takes one frame and is ready for the next at once. */
    private final Carrier quick = from -> {
        sent.add(describe(from.take()));
        from.carried();
    };

    private static String describe(Frame frame) {
        if (frame instanceof Frame.Text text) {
            return text.text();
        }
        return frame instanceof Frame.Binary binary ? "b" + binary.bytes().length : String.valueOf(frame);
    }

    @Test
    void takesNoMoreMessagesThanItsBound() {
        for (int i = 0; i < 3; i++) {
            assertThat(outbox.offer(Frames.text("m" + i))).isEqualTo(Offer.QUEUED);
        }
        assertThat(outbox.offer(Frames.text("m3"))).isEqualTo(Offer.FULL);
        assertThat(outbox.waiting()).isEqualTo(3);
    }

    @Test
    void takesNoMoreBytesThanItsBound() {
        assertThat(outbox.offer(Frames.text("123456"))).isEqualTo(Offer.QUEUED);
        assertThat(outbox.offer(Frames.text("12345"))).isEqualTo(Offer.FULL);
        assertThat(outbox.offer(Frames.text("1234"))).isEqualTo(Offer.QUEUED);
    }

    @Test
    void countsWhatIsHeldAsIfItWaited() {
        assertThat(outbox.hold(Frames.text("123456"))).isEqualTo(Offer.QUEUED);
        assertThat(outbox.offer(Frames.text("12345"))).isEqualTo(Offer.FULL);
        assertThat(outbox.hold(Frames.text("12345"))).isEqualTo(Offer.FULL);
        assertThat(outbox.offer(Frames.text("1"))).isEqualTo(Offer.QUEUED);
        assertThat(outbox.hold(Frames.text("1"))).isEqualTo(Offer.QUEUED);
        assertThat(outbox.offer(Frames.text("1"))).as("three messages").isEqualTo(Offer.FULL);
        outbox.release(Frames.text("123456"));
        assertThat(outbox.offer(Frames.text("123456"))).isEqualTo(Offer.QUEUED);
    }

    @Test
    void whatIsHeldKeepsNothingFromGoingOutAtOnce() {
        outbox.attach(quick);
        assertThat(outbox.hold(Frames.text("1"))).isEqualTo(Offer.QUEUED);
        assertThat(outbox.isWritable()).isTrue();
        outbox.seal();
        assertThat(outbox.hold(Frames.text("1"))).isEqualTo(Offer.CLOSED);
    }

    @Test
    void countsAttachmentsAsBytesOfTheirMessage() {
        outbox.offer(Frames.text("1"));
        assertThat(outbox.offer(Frames.of("12", List.of(new byte[8])))).isEqualTo(Offer.FULL);
        assertThat(outbox.offer(Frames.of("1", List.of(new byte[8])))).isEqualTo(Offer.QUEUED);
        assertThat(outbox.waiting()).isEqualTo(2);
    }

    @Test
    void aSingleMessageMayBeAsLargeAsItLikes() {
        assertThat(outbox.offer(Frames.text("x".repeat(1000)))).isEqualTo(Offer.QUEUED);
        assertThat(outbox.offer(Frames.text("x"))).isEqualTo(Offer.FULL);
    }

    @Test
    void givesRoomBackWhenAMessageWasTaken() {
        outbox.offer(Frames.text("1234567890"));
        outbox.attach(slow);
        assertThat(outbox.waiting()).isZero();
        assertThat(outbox.offer(Frames.text("0987654321"))).isEqualTo(Offer.QUEUED);
    }

    @Test
    void hasNoBoundForFramesOfTheProtocolItself() {
        for (int i = 0; i < 5; i++) {
            outbox.offerControl(new Frame.Text("2"));
        }
        assertThat(outbox.waiting()).isEqualTo(5);
    }

    @Test
    void waitsForTheCarrierBetweenFrames() {
        outbox.attach(slow);
        outbox.offer(Frames.text("a"));
        outbox.offer(Frames.text("b"));
        outbox.flush();
        outbox.flush();
        assertThat(sent).containsExactly("a");
        outbox.carried();
        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void putsNothingBetweenAPacketAndItsAttachments() {
        outbox.attach(slow);
        outbox.offer(Frames.of("x", List.of(new byte[1], new byte[2])));
        outbox.flush();
        outbox.offerControl(new Frame.Text("2"));
        for (int i = 0; i < 3; i++) {
            outbox.carried();
        }
        assertThat(sent).containsExactly("x", "b1", "b2", "2");
    }

    @Test
    void putsWhatIsUrgentBeforeWhatWaitsButIntoNoPacket() {
        outbox.attach(slow);
        outbox.offer(Frames.of("x", List.of(new byte[1], new byte[2])));
        outbox.offer(Frames.text("y"));
        outbox.flush();
        outbox.offerUrgent(new Frame.Text("2"));
        outbox.flush();
        assertThat(outbox.waiting()).isEqualTo(3);
        for (int i = 0; i < 4; i++) {
            outbox.carried();
        }
        assertThat(sent).containsExactly("x", "b1", "b2", "2", "y");
        outbox.carried();
        outbox.offerUrgent(new Frame.Text("2"));
        outbox.flush();
        assertThat(sent).as("alone").endsWith("y", "2");
        assertThat(outbox.waiting()).isZero();
    }

    /** A client may cause them and read nothing. */
    @Test
    void keepsOnlySoManyThatAreUrgent() {
        for (int i = 0; i < 1_000; i++) {
            outbox.offerUrgent(new Frame.Text("3"));
        }
        assertThat(outbox.waiting()).isEqualTo(8);
        outbox.attach(slow);
        for (int i = 0; i < 8; i++) {
            outbox.carried();
        }
        assertThat(sent).hasSize(8);
        outbox.offerUrgent(new Frame.Text("2"));
        outbox.flush();
        assertThat(sent).as("there is room again").endsWith("3", "2");
    }

    @Test
    void handsTheRestOfAPacketToTheNextCarrier() {
        outbox.attach(slow);
        outbox.offer(Frames.of("x", List.of(new byte[1])));
        outbox.flush();
        assertThat(outbox.detach(slow)).isTrue();
        outbox.carried();
        outbox.attach(quick);
        assertThat(sent).containsExactly("x", "b1");
    }

    @Test
    void onlyTheAttachedCarrierCanBeDetachedAndOnlyOnce() {
        outbox.attach(slow);
        assertThat(outbox.detach(quick)).isFalse();
        assertThat(outbox.detach(slow)).isTrue();
        assertThat(outbox.detach(slow)).isFalse();
    }

    @Test
    void isWritableWhileACarrierIsFreeAndNothingWaits() {
        assertThat(outbox.isWritable()).as("no carrier").isFalse();
        outbox.attach(slow);
        assertThat(outbox.isWritable()).isTrue();
        outbox.offer(Frames.text("a"));
        assertThat(outbox.isWritable()).as("one waits").isFalse();
        outbox.flush();
        assertThat(outbox.isWritable()).as("the carrier is busy").isFalse();
        outbox.carried();
        assertThat(outbox.isWritable()).isTrue();
        outbox.seal();
        assertThat(outbox.isWritable()).as("sealed").isFalse();
    }

    @Test
    void whenSealedKeepsWhatIsQueuedAndTakesNothingMore() {
        outbox.offer(Frames.text("a"));
        outbox.seal();
        assertThat(outbox.offer(Frames.text("b"))).isEqualTo(Offer.CLOSED);
        outbox.offerControl(new Frame.Text("2"));
        outbox.attach(quick);
        assertThat(sent).containsExactly("a");
    }

    @Test
    void whenDiscardedForgetsWhatIsQueued() {
        outbox.offer(Frames.text("a"));
        outbox.discard();
        outbox.attach(quick);
        assertThat(sent).isEmpty();
        assertThat(outbox.offer(Frames.text("b"))).isEqualTo(Offer.CLOSED);
    }

    @Test
    void doesNotRecurseHoweverManyFramesACarrierTakesAtOnce() {
        Outbox large = new Outbox(Integer.MAX_VALUE, Long.MAX_VALUE);
        for (int i = 0; i < 200_000; i++) {
            large.offer(Frames.text("m"));
        }
        large.attach(quick);
        assertThat(sent).hasSize(200_000);
    }

    @Test
    void oneTaskSendsAgainAtEachDrainAndTasksTakeTurns() {
        outbox.offer(Frames.text("0"));
        sendAgainWhenDrained("a", 3);
        sendAgainWhenDrained("b", 3);
        for (String expected : List.of("a", "b", "a", "b")) {
            outbox.take();
            assertThat(outbox.waiting()).isEqualTo(1);
            assertThat(outbox.peek()).hasToString(Frames.text(expected).get(0).toString());
        }
    }

    @Test
    void aTaskThatSendsNothingLetsTheNextOneRun() {
        List<String> ran = new ArrayList<>();
        outbox.offer(Frames.text("0"));
        outbox.whenDrained(() -> ran.add("a"));
        outbox.whenDrained(() -> ran.add("b"));
        outbox.take();
        assertThat(ran).containsExactly("a", "b");
    }

    private void sendAgainWhenDrained(String what, int times) {
        outbox.whenDrained(() -> {
            outbox.offer(Frames.text(what));
            if (times > 1) {
                sendAgainWhenDrained(what, times - 1);
            }
        });
    }
}
