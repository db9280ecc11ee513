package io.sockee.it.sets;

import io.sockee.api.Handshake;
import io.sockee.api.SidGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Gives those who ask the id that they ask for, which no real one should do, and all others a random one. */
@ApplicationScoped
public class SetsIds implements SidGenerator {

    @Override
    public String generate(Handshake request) {
        String asked = request.query().get("sid-as");
        return asked == null ? UUID.randomUUID().toString() : asked;
    }
}
