package io.sockee.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.connection.RecordingChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for a session whatever comes in, in whatever order. */
class EngineSessionPropertyTest {
    private final long seed = System.nanoTime();

    /** The client polls and upgrades as the official one does; the rest happens at any time. */
    @Test
    void messagesSentDuringAnUpgradeArriveOnceAndInOrder() {
        for (int round = 0; round < 3_000; round++) {
            new UpgradingClient(new Random(seed + round), "seed " + seed + " round " + round).run();
        }
    }

    /** The same, with a server that closes the session at any time: all that it had sent arrives, then the close alone. */
    @Test
    void messagesSentBeforeACloseArriveWhateverCarriesThem() {
        for (int round = 0; round < 3_000; round++) {
            new UpgradingClient(new Random(seed + round), "seed " + seed + " round " + round).runToTheEnd();
        }
    }

    private static final class UpgradingClient {
        private final Random random;
        private final String description;
        private final EngineFixture engine = new EngineFixture();
        private final EngineSession session = engine.polling();
        private final RecordingChannel channel = new RecordingChannel();
        private final List<String> received = new ArrayList<>();
        private final List<String> expected = new ArrayList<>();
        private @Nullable RecordingReply poll;
        private int step;

        UpgradingClient(Random random, String description) {
            this.random = random;
            this.description = description;
        }

        void run() {
            channel.hold();
            while (step < 4 || random.nextInt(4) != 0) {
                move();
            }
            channel.release();
            received.addAll(
                    channel.frames().stream().filter(f -> !f.equals("3probe")).toList());
            assertThat(received).as(description).isEqualTo(expected);
            assertThat(engine.listener.closed()).as(description).isEmpty();
        }

        void runToTheEnd() {
            channel.hold();
            int before = random.nextInt(30);
            for (int i = 0; i < before; i++) {
                move();
            }
            session.close(CloseReason.FORCED_SERVER_CLOSE);
            for (int i = 0; i < 500 && !toldOfTheEnd(); i++) {
                move();
            }
            List<String> wanted = new ArrayList<>(expected);
            received.addAll(
                    channel.frames().stream().filter(f -> !f.equals("3probe")).toList());
            if (channel.closed() == null || received.contains("1")) {
                wanted.add("1"); // by a poll, or else by the WebSocket's own close
            }
            assertThat(received).as(description).isEqualTo(wanted);
            assertThat(engine.listener.closed()).as(description).hasSize(1);
            assertThat(engine.timers.size()).as(description).isZero();
        }

        private boolean toldOfTheEnd() {
            return received.contains("1") || (step == 4 && channel.closed() != null);
        }

        private void move() {
            switch (random.nextInt(5)) {
                case 0, 1 -> send();
                case 2 -> poll();
                case 3 -> upgrade();
                default -> {
                    engine.timers.pass(random.nextInt(120));
                    if (channel.isBusy()) {
                        channel.complete(null);
                    }
                }
            }
        }

        private void send() {
            if (session.isWritable() || expected.size() - received.size() < 10) {
                String text = "m" + expected.size();
                if (session.send(EngineFixture.message(text))) {
                    expected.add("4" + text);
                }
            }
            fetch();
        }

        /** An official client has one poll under way until its transport is paused. */
        private void poll() {
            fetch();
            if (poll == null && step < 3 && !received.contains("1")) {
                poll = engine.poll(session);
                fetch();
            }
        }

        private void fetch() {
            if (poll != null && !poll.isWaiting()) {
                EngineFixture.packets(String.valueOf(poll.answer())).stream()
                        .filter(packet -> !packet.equals("6"))
                        .forEach(received::add);
                poll = null;
            }
        }

        private void upgrade() {
            if (channel.closed() != null) {
                return; // the session was closed before it was probed: the client goes on by polling
            }
            switch (step) {
                case 0 -> engine.probe(session, channel);
                case 1 -> engine.on(channel).text("2probe");
                case 2 -> {
                    // Paused: no more polls; the agreement goes out when the last one has been answered.
                    fetch();
                    if (poll != null) {
                        return;
                    }
                }
                case 3 -> engine.on(channel).text("5");
                default -> {
                    return;
                }
            }
            step++;
        }
    }

    /** Random inputs, sensible or not: the end is told once, and leaves nothing behind. */
    @Test
    void endsOnceAndLeavesNothingBehindWhateverComesIn() {
        for (int round = 0; round < 5_000; round++) {
            String description = "seed " + seed + " round " + round;
            Random random = new Random(seed + round);
            EngineFixture engine =
                    new EngineFixture(random.nextBoolean() ? EngineFixture.SETTINGS : EngineFixture.droppingWhenFull());
            List<RecordingChannel> channels = new ArrayList<>();
            channels.add(new RecordingChannel());
            EngineSession session = random.nextBoolean() ? engine.polling() : engine.webSocket(channels.get(0));
            engine.keepStray(session, channels.get(0));
            List<RecordingReply> replies = new ArrayList<>();
            replies.add(new RecordingReply());
            int inputs = random.nextInt(40);
            for (int i = 0; i < inputs; i++) {
                input(random, engine, session, channels, replies);
            }
            session.close(CloseReason.FORCED_SERVER_CLOSE);
            engine.timers.pass(30_001);
            input(random, engine, session, channels, replies);
            assertThat(engine.listener.closed()).as(description).hasSize(1);
            assertThat(engine.listener.violations()).as(description).isEmpty();
            assertThat(channels)
                    .as(description)
                    .allSatisfy(channel -> assertThat(channel.frames()).doesNotContain("sends overlap"));
            assertThat(replies)
                    .extracting(RecordingReply::answer)
                    .as(description)
                    .noneMatch(answer -> answer != null && answer.startsWith("answered twice"));
            assertThat(engine.timers.size()).as(description).isZero();
            assertThat(engine.server.size()).as(description).isZero();
            assertThat(engine.opened).as(description).isEqualTo(1);
            assertThat(engine.closed).as(description).isEqualTo(1);
            assertThat(replies.stream().skip(1).filter(RecordingReply::isWaiting))
                    .as("unanswered requests, %s", description)
                    .isEmpty();
        }
    }

    private static void input(
            Random random,
            EngineFixture engine,
            EngineSession session,
            List<RecordingChannel> channels,
            List<RecordingReply> replies) {
        RecordingChannel channel = channels.get(random.nextInt(channels.size()));
        List<String> texts = List.of("4m", "3", "2probe", "5", "6", "0", "4m", "4m", "2probe", "5");
        String text = random.nextInt(30) == 0
                ? List.of("1", "2", "", "x").get(random.nextInt(4))
                : texts.get(random.nextInt(texts.size()));
        switch (random.nextInt(random.nextInt(4) == 0 ? 16 : 9)) {
            case 0, 1 -> replies.add(engine.poll(session));
            case 2 ->
                replies.add(engine.post(
                        session,
                        Stream.generate(() -> text)
                                .limit(1 + random.nextInt(3))
                                .reduce((a, b) -> a + "\u001e" + b)
                                .orElse("")));
            case 3 -> session.send(EngineFixture.packet("m", 1));
            case 4 -> {
                channels.add(new RecordingChannel());
                engine.probe(session, channels.get(channels.size() - 1));
            }
            case 5, 6 -> engine.on(channel).text(text);
            case 7 -> engine.timers.pass(random.nextInt(300));
            case 8 -> {
                if (channel.isBusy()) {
                    channel.complete(null);
                }
            }
            case 9 -> engine.timers.pass(random.nextInt(30_000));
            case 10 -> engine.on(channel).binary(new byte[1]);
            case 11 -> channel.hold();
            case 12 -> channel.release();
            case 13 -> engine.on(channel).closed();
            case 14 -> session.polling().pollFailed(replies.get(random.nextInt(replies.size())));
            default -> session.close(CloseReason.SERVER_SHUTTING_DOWN);
        }
    }
}
