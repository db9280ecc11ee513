package io.sockee.engineio;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What carries a session. */
public enum Transport {
    POLLING,
    WEBSOCKET;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name, as the query parameter {@code transport} has it. */
    public String wireName() {
        return wireName;
    }

    /** The transport of a name. */
    public static Optional<Transport> named(@Nullable String wireName) {
        if (POLLING.wireName.equals(wireName)) {
            return Optional.of(POLLING);
        }
        return WEBSOCKET.wireName.equals(wireName) ? Optional.of(WEBSOCKET) : Optional.empty();
    }
}
