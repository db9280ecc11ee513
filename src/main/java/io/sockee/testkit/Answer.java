package io.sockee.testkit;

import io.sockee.api.Arguments;
import io.sockee.routing.BindableArguments;
import java.util.Map;
import java.util.Optional;

/** What a client was answered: by the envelope of a controller, or raw by one that takes an {@code Ack}. */
public final class Answer {

    /** What can be read of the envelope without knowing what the controller returns. */
    record Envelope(boolean ok, Optional<Map<String, String>> fields) {}

    private final BindableArguments arguments;

    Answer(BindableArguments arguments) {
        this.arguments = arguments;
    }

    /** {@return all arguments as they came} */
    public Arguments arguments() {
        return arguments;
    }

    /** {@return whether the controller answered, and did not refuse} */
    public boolean ok() {
        return arguments.get(0, Envelope.class).ok();
    }

    /**
     * What the controller returned.
     *
     * @param type what it is to be bound to
     * @param <T> the same
     * @return the field {@code res}
     * @throws AssertionError when the call was refused; the message says why
     */
    public <T> T res(Class<T> type) {
        if (!ok()) {
            throw new AssertionError("The call was refused: " + err());
        }
        return arguments.get(0, "/res", type);
    }

    /** {@return why the controller refused; empty when it did not} */
    public String err() {
        return ok() ? "" : arguments.get(0, "/err", String.class);
    }

    /** {@return what is wrong with which field; empty where no field was named} */
    public Map<String, String> fields() {
        return arguments.get(0, Envelope.class).fields().orElse(Map.of());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("answer");
        for (int i = 0; i < arguments.size(); i++) {
            text.append(' ').append(arguments.json(i));
        }
        return text.toString();
    }
}
