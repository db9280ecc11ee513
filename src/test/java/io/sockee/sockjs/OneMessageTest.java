package io.sockee.sockjs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way reads what the parser reads, or leaves it to the parser. */
@DisplayName("A payload of one message")
class OneMessageTest {
    private static final ObjectMapper PARSER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static String parsed(String json) {
        try {
            List<?> all = PARSER.readValue(json, List.class);
            return all.size() == 1 && all.get(0) instanceof String text ? text : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"\"]",
                "[\"x\"]",
                "[\"grün \ud83d\ude00\"]",
                "[\"{\\\"a\\\":[1,\\\"b\\\"]}\"]",
                "[\"\\\\\"]",
                "[\"\\u0041\\uD83D\\ude00\\ud83d\"]",
                "[\"\\b\\f\\n\\r\\t\\/\"]",
                "[\"\u007f\u2028\"]"
            })
    void isReadWithoutTheParser(String json) {
        assertThat(OneMessage.of(json)).isNotNull().isEqualTo(parsed(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[]",
                "[\"",
                "[\"]",
                "[\"\\\"]",
                "[\"a\",\"b\"]",
                "[ \"a\"]",
                "\"a\"",
                "[\"a\"] ",
                "[\"a\"\"]",
                "[\"\\x\"]",
                "[\"\\u12\"]",
                "[\"\\u12g4\"]",
                "[\"\\u\uff11\uff12\uff13\uff14\"]",
                "[\"a\nb\"]",
                "[\"a\\\nb\"]",
                "[\"\\\\\\\"]",
                "[\"\\u004\"]",
                "[\"a\"x\"]",
                "[\"\\n\u0000\"]",
                "{\"\"}",
                "[\"a'}"
            })
    void orAnythingElseIsLeftToTheParser(String json) {
        assertThat(OneMessage.of(json)).isNull();
    }

    @Test
    void neverDiffersFromTheParser() {
        Random random = new Random(3);
        String alphabet = "[]\"\\/bfnrtu0aA9 ,\n\u0001\u2028\ud83d\ude00ü";
        for (int i = 0; i < 300_000; i++) {
            StringBuilder json = new StringBuilder("[\"");
            for (int length = random.nextInt(9); length > 0; length--) {
                json.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String text = json.append("\"]").toString();
            String read = OneMessage.of(text);
            String expected = parsed(text);
            assertThat(read).as(text).isEqualTo(expected);
        }
    }
}
