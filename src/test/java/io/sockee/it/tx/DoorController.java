package io.sockee.it.tx;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Publisher;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;

/** A controller that is transactional as a whole. */
@Controller(namespace = "/tx-door")
@Transactional
public class DoorController {

    public record Visitor(String name, boolean refused) {}

    @Inject
    private Notes notes;

    @Inject
    private Publisher publisher;

    @OnConnect
    public void enter(Socket socket, Visitor visitor) {
        socket.data().put("name", visitor.name());
        notes.store(visitor.name());
        socket.emit("welcome", visitor.name());
        if (visitor.refused()) {
            throw new RefusedException("Full house.");
        }
    }

    @On("slam")
    public void slam(Socket socket) throws IOException {
        socket.emit("slammed");
        throw new IOException("as asked for");
    }

    @OnDisconnect
    public void exit(Socket socket) {
        String name = socket.data().get("name") + " gone";
        notes.store(name);
        publisher.namespace("/tx").emit("gone", name);
    }
}
