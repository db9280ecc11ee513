package io.sockee.guide.app;

import io.sockee.api.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

// tag::publisher
@ApplicationScoped
public class NewsDesk {
    private Publisher publisher;

    /** CDI wants it for the proxy of a bean with a scope. */
    protected NewsDesk() {}

    @Inject
    public NewsDesk(Publisher publisher) {
        this.publisher = publisher;
    }

    public void publish(String headline) {
        publisher.to("news").emit("headline", headline);
        publisher.namespace("/rooms").emit("headline", headline);
    }
}
// end::publisher
