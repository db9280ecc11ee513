package io.sockee.guide.app;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Publisher;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Map;

/** Emits and transactions. */
@Controller
public class OrderController {

    @Inject
    Stock stock;

    @Inject
    Journal journal;

    @Inject
    Publisher publisher;

    // tag::order
    public record Order(String item, int count) {}

    @On("order")
    @Transactional
    public String order(Socket socket, Order order) throws SoldOutException {
        socket.broadcast("ordered", order.item()); // waits for the commit
        stock.take(order.item(), order.count()); // may throw: then nobody hears of the order
        return "It is on its way.";
    }
    // end::order

    // tag::join
    @On("watch")
    @Transactional
    public void watch(Socket socket, String item) {
        socket.join(item); // at once, whatever comes of the transaction
        socket.emit("watching", item); // with the commit
        if (!stock.has(item)) {
            throw new RefusedException("There is no such item.");
        }
    }
    // end::join

    // tag::journal
    @On("try-order")
    @Transactional
    public void tryOrder(Socket socket, Order order) throws SoldOutException {
        journal.note("Somebody wants " + order.item() + ".");
        socket.broadcast("ordered", order.item());
        stock.take(order.item(), order.count());
    }
    // end::journal

    // tag::only
    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    @On("order-late")
    @Transactional
    public String orderLate(Socket socket, Order order) throws SoldOutException {
        socket.broadcast("ordered", order.item());
        stock.take(order.item(), order.count());
        registry.setRollbackOnly();
        return "This answer is never sent.";
    }
    // end::only

    // tag::result
    public static class Lazy {
        public String getName() {
            throw new IllegalStateException("not loaded");
        }
    }

    @On("lazy")
    @Transactional
    public Lazy lazy(Socket socket) {
        socket.broadcast("ordered", "something lazy");
        return new Lazy(); // cannot be encoded: rolls back
    }
    // end::result

    // tag::ask
    @On("ask-within")
    @Transactional
    public void askWithin(Socket socket) {
        socket.emitWithAck(Duration.ofSeconds(10), "confirm"); // throws IllegalStateException
    }
    // end::ask

    // tag::keep
    @On("order-some")
    @Transactional(dontRollbackOn = SoldOutException.class)
    public void orderSome(Socket socket, Order order) throws SoldOutException {
        socket.broadcast("wanted", order.item());
        stock.take(order.item(), order.count()); // when it throws, "wanted" is sent all the same
    }
    // end::keep

    @On("stock")
    public Map<String, Integer> stock() {
        return stock.all();
    }

    @On("flood")
    @Transactional
    public void flood(int emits) {
        for (int i = 0; i < emits; i++) {
            publisher.emit("flooded", i);
        }
    }
}
