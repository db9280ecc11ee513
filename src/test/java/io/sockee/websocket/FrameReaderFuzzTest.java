package io.sockee.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Any bytes are messages, or break the protocol; how they are sliced makes no difference, and no message is longer than its limit. */
class FrameReaderFuzzTest {
    private static final int LIMIT = 2_000;

    /** What has been read, as lines of text. */
    private static final class Transcript implements MessageListener {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void onText(String text) {
            assertThat(text.length()).isLessThanOrEqualTo(LIMIT);
            lines.add("text " + text);
        }

        @Override
        public void onBinary(byte[] bytes) {
            assertThat(bytes.length).isLessThanOrEqualTo(LIMIT);
            lines.add("binary " + HexFormat.of().formatHex(bytes));
        }

        @Override
        public void onPing(byte[] payload) {
            assertThat(payload.length).isLessThanOrEqualTo(125);
            lines.add("ping " + HexFormat.of().formatHex(payload));
        }

        @Override
        public void onPong() {
            lines.add("pong");
        }

        @Override
        public void onClose(int code, String reason) {
            lines.add("close " + code + " " + reason);
        }
    }

    @FuzzTest(maxDuration = "2s")
    void isRead(byte[] bytes) {
        try (Compression compression = new Compression(1)) {
            List<String> whole = read(bytes, bytes.length, null);
            assertThat(read(bytes, 1, null)).isEqualTo(whole);
            assertThat(read(bytes, 7, null)).isEqualTo(whole);
            List<String> unpacked = read(bytes, bytes.length, compression);
            assertThat(read(bytes, 1, compression)).isEqualTo(unpacked);
        }
    }

    private static List<String> read(byte[] bytes, int slice, @Nullable Compression compression) {
        Transcript transcript = new Transcript();
        FrameReader reader = new FrameReader(LIMIT, transcript, compression);
        for (int at = 0; at < bytes.length && !reader.isOver(); at += slice) {
            byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + slice));
            try {
                reader.read(part, 0, part.length);
            } catch (FramingException e) {
                // What is too large and broken, too, is told as the one or the other, as it comes to be unpacked.
                boolean either =
                        compression != null && (e.code() == CloseCode.TOO_BIG || e.code() == CloseCode.NOT_A_TEXT);
                transcript.lines.add("fails " + (either ? "1007 or 1009" : e.code()));
                assertThat(reader.isOver()).isTrue();
            }
        }
        reader.end();
        return transcript.lines;
    }
}
