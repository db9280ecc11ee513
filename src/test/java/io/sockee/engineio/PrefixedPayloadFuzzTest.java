package io.sockee.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Any body of a request of version 3, as bytes and as text, is read to an end, and has no more packets than are counted. */
class PrefixedPayloadFuzzTest {

    @FuzzTest(maxDuration = "2s")
    void isTakenApart(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        assertEnds(() -> EngineIo3.INSTANCE.packets(text), text.length());
        assertEnds(() -> EngineIo3.INSTANCE.packets(body), body.length);
    }

    private static void assertEnds(Supplier<EngineVersion.PayloadReader> readers, int length) {
        EngineVersion.PayloadReader reader = readers.get();
        int packets = 0;
        while (reader.read() != null) {
            packets++;
            assertThat(packets).as("each takes two units at least").isLessThanOrEqualTo(length / 2);
        }
        if (!reader.isBroken()) {
            assertThat(readers.get().hasMoreThan(packets)).isFalse();
        }
        assertThat(packets == 0 || readers.get().hasMoreThan(packets - 1)).isTrue();
    }
}
