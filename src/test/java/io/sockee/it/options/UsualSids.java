package io.sockee.it.options;

import io.sockee.api.Handshake;
import io.sockee.api.SidGenerator;
import jakarta.enterprise.context.ApplicationScoped;

/** What an alternative takes the place of. */
@ApplicationScoped
public class UsualSids implements SidGenerator {

    @Override
    public String generate(Handshake handshake) {
        throw new IllegalStateException("There is an alternative.");
    }
}
