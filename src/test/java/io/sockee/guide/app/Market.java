package io.sockee.guide.app;

import io.sockee.api.Addressed;
import io.sockee.api.BroadcastAnswers;
import io.sockee.api.Emits;
import io.sockee.api.Emitter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

// tag::emitter
@Emitter(namespace = "/market")
public interface Market extends Addressed<Market> {

    void price(String item, BigDecimal euros);

    @Emits(event = "market.closed")
    void closed();

    CompletionStage<BroadcastAnswers> bid(Duration timeout, String item);

    default void free(String item) {
        price(item, BigDecimal.ZERO);
    }
}
// end::emitter
