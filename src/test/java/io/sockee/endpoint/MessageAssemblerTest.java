package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.endpoint.MessageAssembler.TooLargeException;
import org.junit.jupiter.api.Test;

/** Fragments become messages, up to a limit in bytes. */
class MessageAssemblerTest {
    private final MessageAssembler assembler = new MessageAssembler(10);

    @Test
    void joinsTheFragmentsOfAText() throws TooLargeException {
        assertThat(assembler.text("whole", true)).contains("whole");
        assertThat(assembler.text("a", false)).isEmpty();
        assertThat(assembler.text("", false)).isEmpty();
        assertThat(assembler.text("b", true)).contains("ab");
        assertThat(assembler.text("", true)).contains("");
    }

    @Test
    void joinsTheFragmentsOfBinaryData() throws TooLargeException {
        assertThat(assembler.binary(new byte[] {1}, true)).contains(new byte[] {1});
        assertThat(assembler.binary(new byte[] {1}, false)).isEmpty();
        assertThat(assembler.binary(new byte[] {2, 3}, true)).contains(new byte[] {1, 2, 3});
    }

    @Test
    void countsBytesNotCharacters() throws TooLargeException {
        assertThat(assembler.text("1234567890", true)).isPresent();
        assertThat(assembler.text("\u20ac\u20ac\u20ac1", true)).as("ten bytes").isPresent();
        assertThat(assembler.text("\ud83d\ude00\ud83d\ude0012", true))
                .as("ten bytes")
                .isPresent();
        assertThatThrownBy(() -> assembler.text("\u20ac\u20ac\u20ac12", true)).isInstanceOf(TooLargeException.class);
        assertThatThrownBy(() -> assembler.text("12345678901", true)).isInstanceOf(TooLargeException.class);
        assertThatThrownBy(() -> assembler.binary(new byte[11], true)).isInstanceOf(TooLargeException.class);
    }

    @Test
    void endsAtTheLimitHoweverSmallTheFragments() throws TooLargeException {
        for (int i = 0; i < 10; i++) {
            assertThat(assembler.text("x", false)).isEmpty();
            assertThat(assembler.binary(new byte[1], false)).isEmpty();
        }
        assertThatThrownBy(() -> assembler.text("x", false)).isInstanceOf(TooLargeException.class);
        assertThatThrownBy(() -> assembler.binary(new byte[1], false)).isInstanceOf(TooLargeException.class);
        assertThat(assembler.text("forgotten", true)).contains("forgotten");
    }
}
