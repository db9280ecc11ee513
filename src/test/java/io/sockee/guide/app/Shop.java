package io.sockee.guide.app;

import jakarta.enterprise.context.ApplicationScoped;

/** Closed at times. */
@ApplicationScoped
public class Shop {
    private volatile boolean closed;

    public boolean isClosed() {
        return closed;
    }

    public void close(boolean now) {
        closed = now;
    }
}
