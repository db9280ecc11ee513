package io.sockee.guide.app;

import io.sockee.api.Controller;
import io.sockee.api.Json;
import io.sockee.api.On;
import io.sockee.api.Publisher;
import io.sockee.api.Session;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Sessions and channels. */
@Controller
public class SessionsController {

    @Inject
    Publisher publisher;

    // tag::cart
    @On("add to cart")
    public List<String> add(Session session, String article) {
        List<String> cart =
                new ArrayList<>(List.of(session.get("cart", String[].class).orElse(new String[0])));
        cart.add(article);
        session.put("cart", cart);
        return cart;
    }
    // end::cart

    // tag::saved
    @On("remember")
    public CompletionStage<Void> remember(Session session, String key, Json value) {
        session.put(key, value);
        return session.saved();
    }
    // end::saved

    // tag::channels
    @On("follow")
    public Set<String> follow(Session session, String... channels) {
        session.subscribe(channels);
        return session.channels();
    }

    @On("unfollow")
    public Set<String> unfollow(Session session, String... channels) {
        session.unsubscribe(channels);
        return session.channels();
    }
    // end::channels

    // tag::publish
    @On("announce")
    public void announce(String text) {
        publisher.emit("news", text);
        publisher.channel("sports", "politics").emit("news", text);
        publisher.toUser("42").emit("news", "for your eyes only");
    }
    // end::publish
}
