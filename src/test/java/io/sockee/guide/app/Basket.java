package io.sockee.guide.app;

import io.sockee.api.Socket;
import io.sockee.api.SocketScoped;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

// tag::basket
@SocketScoped
public class Basket {
    private final List<String> items = new CopyOnWriteArrayList<>();

    @Inject
    Socket socket;

    public int add(String item) {
        items.add(item);
        socket.emit("basket", items);
        return items.size();
    }

    @PreDestroy
    void end() {
        items.clear(); // the socket is gone
    }
}
// end::basket
