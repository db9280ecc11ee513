package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.api.ValidationGroups;
import io.sockee.metrics.Counters.Counter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Size;
import jakarta.validation.executable.ExecutableType;
import jakarta.validation.executable.ValidateOnExecution;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments that break a constraint: which fields, and what is wrong with them. */
class ConstraintsTest {

    interface Creating {}

    public record Item(
            @NotBlank(message = "name it") String name,
            @Min(value = 1, message = "at least 1") int count) {}

    public record Order(
            @Valid List<Item> items,
            Map<String, @Valid Item> extras,

            @Null(groups = Creating.class, message = "not yet") @NotNull(message = "by now")
            Long id) {}

    public static class Controller {
        @On("order")
        public String order(Socket socket, @Valid Order order) {
            return "ordered";
        }

        @On("create")
        @ValidationGroups(Creating.class)
        @ValidateOnExecution(type = ExecutableType.NONE)
        public String create(@Valid Order order) {
            return "created";
        }

        @On("unchecked")
        @ValidateOnExecution(type = ExecutableType.NONE)
        public String unchecked(@Valid Order order) {
            return "unchecked";
        }

        @On("plain")
        public String plain(
                @NotBlank(message = "say something") @Size(max = 3, message = "be brief") String text,
                @Max(value = 9, message = "too much") int number) {
            return text;
        }

        @On("words")
        public int words(List<@NotBlank(message = "no gaps") String> words) {
            return words.size();
        }

        @On("result")
        @Max(value = 9, message = "too much")
        public int result(int number) {
            return number;
        }
    }

    private final RecordingCalls calls = new RecordingCalls(Controller.class, new Controller(), false).asSocket();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "order | {\"id\":1,\"items\":[{\"name\":\"a\",\"count\":1},{\"name\":\" \",\"count\":0}]}"
                        + " | {\"ok\":false,\"err\":\"at least 1; name it\",\"res\":false,\"fields\":"
                        + "{\"order.items[1].count\":\"at least 1\",\"order.items[1].name\":\"name it\"}}",
                "order | {\"extras\":{\"x\":{\"name\":\"\",\"count\":1}}}"
                        + " | {\"ok\":false,\"err\":\"name it; by now\",\"res\":false,\"fields\":"
                        + "{\"order.extras[x].name\":\"name it\",\"order.id\":\"by now\"}}",
                "order | {\"id\":1} | {\"ok\":true,\"err\":false,\"res\":\"ordered\"}",
                "create | {\"id\":1}"
                        + " | {\"ok\":false,\"err\":\"not yet\",\"res\":false,\"fields\":{\"order.id\":\"not yet\"}}",
                "create | {} | {\"ok\":true,\"err\":false,\"res\":\"created\"}",
                "unchecked | {} | {\"ok\":true,\"err\":false,\"res\":\"unchecked\"}",
                "words | [\"a\",\"\"]"
                        + " | {\"ok\":false,\"err\":\"no gaps\",\"res\":false,\"fields\":{\"words[1]\":\"no gaps\"}}",
                "result | 9 | {\"ok\":true,\"err\":false,\"res\":9}",
            })
    void checks(String event, String argument, String answer) {
        assertThat(calls.ask(event, argument)).isEqualTo(answer);
    }

    @Test
    void everyArgumentIsCheckedAndAFieldHasAllItsMessages() {
        assertThat(calls.ask("plain", "\"    \"", "10"))
                .isEqualTo("{\"ok\":false,\"err\":\"too much; be brief; say something\",\"res\":false,\"fields\":"
                        + "{\"number\":\"too much\",\"text\":\"be brief; say something\"}}");
    }

    @Test
    void aResultThatBreaksAConstraintIsTheServersFailure() {
        assertThat(calls.ask("result", "10")).startsWith("{\"ok\":false,\"err\":\"Internal error. (");
        assertThat(calls.counters.get(Counter.CALLS_FAILED)).isEqualTo(1);
    }

    @Test
    void aFloodOfViolationsIsCutShort() {
        String words = "[" + "\"\",".repeat(5_000) + "\"\"]";
        String answer = calls.ask("words", words);
        assertThat(answer.split("no gaps", -1)).hasSize(52); // err, and 50 fields
    }
}
