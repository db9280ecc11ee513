package io.sockee.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "{\"pid\":\"p\",\"offset\":\"o\"}|o|null",
                "{\"pid\":\"p\"}|null|null",
                "{ \"token\" : 1.0 , \"pid\":\"p\", \"offset\":\"o\", \"a\": {\"pid\":[1]} }|o|{\"token\" : 1.0,\"a\": {\"pid\":[1]}}",
                "{\"offset\":7,\"pid\":\"p\"}|null|{\"offset\":7}",
                "{\"t\":\"\\u20ac\\\"\",\"pid\":\"p\"}|null|{\"t\":\"\\u20ac\\\"\"}"
            })
    void isTakenOutOfTheAuthPayload(String payload, String offset, String rest) {
        assertThat(Claim.of(payload)).contains(new Claim("p", offset, rest));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"{}", "{\"token\":\"pid\"}", "{\"a\":{\"pid\":\"p\"}}", "{\"pid\":7}", "{\"x\":\"\\\"pid\\\"\"}"
            })
    void whatClaimsNothingIsLeftAlone(String payload) {
        assertThat(Claim.of(payload)).isEmpty();
    }

    @Test
    void tellsNoSecretsToLogs() {
        assertThat(new Claim("p", "o", "{}")).hasToString("a claim");
    }
}
