package io.sockee.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sockee.declaration.Emitted;
import io.sockee.routing.Described;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Optional;

/**
 * All that there is to tell of an application.
 *
 * @param title what it is called
 * @param calls what its clients can call
 * @param emitted what it says to emit
 * @param mapper reads and writes its values
 * @param validator checks its constraints
 * @param actions the path below which actions are called over HTTP; empty when they are not
 * @param sockets the path of Socket.IO
 */
public record Catalogue(
        String title,
        List<Described> calls,
        List<Emitted> emitted,
        ObjectMapper mapper,
        Optional<Validator> validator,
        Optional<String> actions,
        String sockets) {

    public Catalogue {
        calls = List.copyOf(calls);
        emitted = List.copyOf(emitted);
    }

    Shapes shapes() {
        return new Shapes(mapper, new Restrictions(validator));
    }
}
