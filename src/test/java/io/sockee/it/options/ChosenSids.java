package io.sockee.it.options;

import io.sockee.api.Handshake;
import io.sockee.api.SidGenerator;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.UUID;

/** The alternative that is enabled. */
@Alternative
@Priority(1)
@ApplicationScoped
public class ChosenSids implements SidGenerator {

    @Override
    public String generate(Handshake handshake) {
        return "chosen-" + UUID.randomUUID();
    }
}
