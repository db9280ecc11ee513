package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.ManualTimers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A WebSocket with framing of our own")
class DirectChannelTest {
    private final ManualTimers timers = new ManualTimers();
    private final RecordingWire wire = new RecordingWire();
    private final List<DirectChannel> ended = new ArrayList<>();
    private final DirectChannel channel =
            new DirectChannel(wire, timers, Runnable::run, ended::add, new Sending(null, frames -> {}));

    /** A connection that takes frames at once, or when the test says so. */
    static class RecordingWire implements DirectChannel.Wire {
        final List<String> frames = new ArrayList<>();
        boolean stalls;
        boolean broken;
        int cuts;
        int givenUp;
        boolean cutByReader;
        int roomMade;

        @Override
        public int roomMade() {
            return roomMade;
        }

        @Override
        public boolean write(byte[] frame) throws IOException {
            if (broken) {
                throw new IOException("broken");
            }
            frames.add(HexFormat.of().formatHex(frame));
            return !stalls;
        }

        @Override
        public void cut(boolean reading) {
            cuts++;
            cutByReader = reading;
        }

        @Override
        public void giveUp() {
            givenUp++;
        }
    }

    private void assertCut(boolean yes) {
        assertThat(wire.cuts).isEqualTo(yes ? 1 : 0);
        assertThat(ended).hasSize(wire.cuts);
        assertThat(channel.isCut()).isEqualTo(yes);
    }

    @Test
    @DisplayName("is cut when both sides have closed, whoever began")
    void closed() {
        channel.close(1000, "");
        assertThat(wire.frames).containsExactly("880203e8");
        assertCut(false);
        channel.closedByPeer(1000);
        assertThat(wire.frames).hasSize(1);
        assertCut(true);
    }

    @Test
    @DisplayName("answers the peer's close frame with its code, and is cut then")
    void closedByPeer() {
        channel.closedByPeer(1001);
        assertThat(wire.frames).containsExactly("880203e9");
        assertCut(true);
    }

    @Test
    @DisplayName("is not cut before its close frame has gone")
    void closesBehindAMessage() {
        wire.stalls = true;
        channel.sendText("a", failure -> {});
        channel.closedByPeer(1005);
        assertThat(wire.frames).containsExactly("810161");
        assertCut(false);
        channel.writer().written(null);
        assertThat(wire.frames).containsExactly("810161", "8800");
        assertCut(false);
        channel.writer().written(null);
        assertCut(true);
    }

    @Test
    @DisplayName("is cut after ten seconds, where the peer does not answer a close frame or does not read it")
    void silent() {
        wire.stalls = true;
        channel.sendText("a", failure -> {});
        channel.close(1000, "");
        timers.pass(9_900);
        assertCut(false);
        timers.pass(200);
        assertCut(true);
        channel.cut();
        channel.close(1008, "");
        assertCut(true);
    }

    @Test
    @DisplayName("is cut by the thread that reads, where that finds the end")
    void reading() throws IOException {
        channel.reading(() -> channel.closedByPeer(1000));
        assertCut(true);
        assertThat(wire.cutByReader).isTrue();
        DirectChannel another =
                new DirectChannel(wire, timers, Runnable::run, ended::add, new Sending(null, frames -> {}));
        another.reading(() -> {});
        another.cut();
        assertThat(wire.cutByReader).isFalse();
    }

    @Test
    @DisplayName("is cut at the close when the connection has failed")
    void failed() {
        List<Throwable> failures = new ArrayList<>();
        wire.broken = true;
        channel.sendBinary(new byte[1], failures::add);
        assertThat(failures).singleElement().isInstanceOf(IOException.class);
        assertCut(false);
        channel.close(1011, "");
        assertCut(true);
    }

    @Test
    @DisplayName("lets go of what reading holds when it is cut, once, whoever cuts it")
    void released() {
        AtomicInteger released = new AtomicInteger();
        channel.whenCut(released::incrementAndGet);
        assertThat(released).hasValue(0);
        channel.cut();
        channel.cut();
        assertThat(released).hasValue(1);
    }
}
