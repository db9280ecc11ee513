package io.sockee.guide.app;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Socket;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;

/** What is declared, at work. */
@Controller(namespace = "/market")
public class MarketController {

    @Inject
    Market market;

    @Inject
    Event<Sale> sales;

    @On("follow")
    public void follow(Socket socket, String item) {
        socket.join("item-" + item);
    }

    // tag::use
    @On("mark")
    public void mark(Socket socket, String item, BigDecimal euros) {
        market.to("item-" + item).except(socket.id()).price(item, euros);
    }
    // end::use

    // tag::fire
    @On("buy")
    @Transactional
    public void buy(String item, int count) {
        sales.fire(new Sale(item, count, "ann")); // leaves with the commit
    }
    // end::fire
}
