package io.sockee.it.valid;

import io.sockee.api.Ack;
import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.Socket;
import io.sockee.api.ValidationGroups;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Size;
import jakarta.validation.executable.ExecutableType;
import jakarta.validation.executable.ValidateOnExecution;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Methods whose arguments must be right. */
@Controller(namespace = "/valid")
public class ValidController {

    public record Login(@NotBlank(message = "must be told") String name) {}

    public record Say(
            String room,
            @NotBlank(message = "must not be blank") String text) {}

    public record Item(
            @NotBlank(message = "needs a name") String name,
            @Min(value = 1, message = "must be at least 1") int count) {}

    public record Order(
            @NotEmpty(message = "must not be empty") List<@Valid Item> items,
            Map<String, @Size(max = 3, message = "is too long") String> labels) {}

    public record Draft(
            @Null(groups = Stages.Creating.class, message = "must not be there yet")
            @NotNull(groups = Stages.Changing.class, message = "must be there")
            String id,

            @NotBlank(groups = Stages.Changing.class, message = "must not be blank")
            String text) {}

    private final AtomicInteger calls = new AtomicInteger();

    @OnConnect
    public void connect(@Valid Login login) {
        calls.incrementAndGet();
    }

    @On("say")
    public String say(Socket socket, @Valid Say say) {
        calls.incrementAndGet();
        return say.text();
    }

    @On("age")
    public int age(
            @Min(value = 18, message = "must be of age") int age, @NotBlank(message = "must be told") String name) {
        calls.incrementAndGet();
        return age;
    }

    @On("quick")
    @NonBlocking
    public int quick(@Max(value = 9, message = "must be one digit") int digit) {
        return digit;
    }

    @On("raw")
    public void raw(Ack ack, @Max(value = 9, message = "must be one digit") int digit) {
        ack.send(digit);
    }

    @On("order")
    public int order(@Valid Order order) {
        calls.incrementAndGet();
        return order.items().size();
    }

    @On("span")
    public int span(@Valid Span span) {
        calls.incrementAndGet();
        return span.last() - span.first();
    }

    @On("create")
    @ValidationGroups(Stages.Creating.class)
    @ValidateOnExecution(type = ExecutableType.NONE)
    public String create(@Valid Draft draft) {
        return "created";
    }

    @On("change")
    @ValidationGroups(Stages.Changing.class)
    @ValidateOnExecution(type = ExecutableType.NONE)
    public String change(@Valid Draft draft) {
        return "changed";
    }

    @On("create-and-change")
    @ValidationGroups(Stages.Both.class)
    @ValidateOnExecution(type = ExecutableType.NONE)
    public String createAndChange(@Valid Draft draft) {
        return "both";
    }

    @On("result")
    @Size(max = 3, message = "the secret result is too long")
    public String result(String text) {
        return text;
    }

    @On("calls")
    @NonBlocking
    public int calls() {
        return calls.get();
    }
}
