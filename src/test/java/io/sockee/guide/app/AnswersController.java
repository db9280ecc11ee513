package io.sockee.guide.app;

import io.sockee.api.Ack;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ways to answer. */
@Controller
public class AnswersController {
    private final Map<String, Long> prices = Map.of("sock", 7L);

    // tag::value
    @On("sum")
    public int sum(int a, int b) {
        return a + b;
    }
    // end::value

    // tag::nothing
    @On("touch")
    public void touch(Socket socket) {
        socket.data().put("touched", true);
    }

    @On("price")
    public Optional<Long> price(String item) {
        return Optional.ofNullable(prices.get(item));
    }
    // end::nothing

    // tag::later
    @On("slow-sum")
    public CompletionStage<Integer> slowSum(int a, int b) {
        return CompletableFuture.supplyAsync(() -> a + b);
    }
    // end::later

    // tag::ack
    @On("subscribe")
    public void subscribe(Socket socket, String topic, Ack ack) {
        socket.join(topic);
        ack.send("subscribed", socket.rooms().size() - 1);
    }
    // end::ack

    // tag::ask
    @On("delete")
    public CompletionStage<String> delete(Socket socket, String file) {
        return socket.emitWithAck(Duration.ofSeconds(10), "confirm", "Delete " + file + "?")
                .thenApply(answer -> answer.get(0, boolean.class) ? "deleted" : "kept");
    }
    // end::ask
}
