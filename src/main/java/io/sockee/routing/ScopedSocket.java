package io.sockee.routing;

import io.sockee.api.Socket;
import io.sockee.api.User;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A socket as a caller, with a place for the beans of its socket scope. Safe for any thread. */
public interface ScopedSocket extends Socket, Caller {

    @Override
    Optional<User> user();

    @Override
    default String sessionId() {
        return id();
    }

    @Override
    default ScopedSocket socket() {
        return this;
    }

    /** As {@link #emit}, for an event of Sockee's own, whose names applications cannot use. */
    void emitOwn(String event, Object... arguments);

    /** The beans that are kept; null when none are. */
    @Nullable
    Object beans();

    /**
     * Keeps beans unless others are kept already.
     *
     * @return those that are kept
     */
    Object keepBeans(Object fresh);
}
