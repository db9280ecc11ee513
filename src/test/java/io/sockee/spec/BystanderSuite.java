package io.sockee.spec;

import io.sockee.spec.client.Bystander;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** After each test a connection beside it goes on, and new ones are accepted. */
abstract class BystanderSuite {
    Bystander bystander;

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    final Endpoint endpoint() {
        return Endpoint.socketIo(base());
    }

    @BeforeEach
    void standBy() {
        bystander = Bystander.at(endpoint());
    }

    @AfterEach
    void nobodyElseWasDisturbed() {
        bystander.echo();
        bystander.close();
        EngineSocket.connected(endpoint()).close();
        new EngineHttp(endpoint()).open();
    }
}
