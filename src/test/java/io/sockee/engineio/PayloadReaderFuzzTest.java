package io.sockee.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Any body of a request is packets that make up the body again, and no more of them than are counted. */
class PayloadReaderFuzzTest {

    @FuzzTest(maxDuration = "2s")
    void isTakenApart(byte[] utf8) {
        String body = new String(utf8, StandardCharsets.UTF_8);
        Payload.Reader reader = new Payload.Reader(body);
        List<String> packets = new ArrayList<>();
        for (String packet = reader.next(); packet != null; packet = reader.next()) {
            packets.add(packet);
            if (Payload.isBinary(packet)) {
                byte[] unused = Payload.binary(packet);
            }
        }
        assertThat(String.join("\u001e", packets)).isEqualTo(body);
        assertThat(Payload.hasMoreThan(packets.size(), body)).isFalse();
        if (packets.size() > 1) {
            assertThat(Payload.hasMoreThan(packets.size() - 1, body)).isTrue();
        }
    }
}
