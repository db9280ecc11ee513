package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Any parts are the message that they are in one piece, or are refused because it is too large, as it is then, too. */
class MessageAssemblerFuzzTest {
    private static final int LIMIT = 100;

    /** Each zero ends a part. */
    @FuzzTest(maxDuration = "2s")
    void isPutTogether(byte[] input) {
        String[] texts = new String(input, StandardCharsets.UTF_8).split("\0", -1);
        byte[][] parts = new byte[texts.length][];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = texts[i].getBytes(StandardCharsets.UTF_8);
        }
        String whole = String.join("", texts);
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        Optional<String> fits = Optional.of(whole).filter(text -> bytes.length <= LIMIT);
        assertThat(text(texts)).isEqualTo(fits);
        assertThat(binary(parts)).isEqualTo(fits);
    }

    private static Optional<String> text(String[] parts) {
        MessageAssembler assembler = new MessageAssembler(LIMIT);
        Optional<String> message = Optional.empty();
        try {
            for (int i = 0; i < parts.length; i++) {
                message = assembler.text(parts[i], i == parts.length - 1);
            }
        } catch (MessageAssembler.TooLargeException e) {
            return Optional.empty();
        }
        return message;
    }

    private static Optional<String> binary(byte[][] parts) {
        MessageAssembler assembler = new MessageAssembler(LIMIT);
        Optional<byte[]> message = Optional.empty();
        try {
            for (int i = 0; i < parts.length; i++) {
                message = assembler.binary(parts[i], i == parts.length - 1);
            }
        } catch (MessageAssembler.TooLargeException e) {
            return Optional.empty();
        }
        return message.map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
