package io.sockee.routing;

import io.sockee.api.Socket;
import io.sockee.api.User;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A socket as a caller, with a place for the beans that live as long as it. Safe for any thread. */
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

    /** What is kept; null when nothing is. */
    @Nullable
    Object beans();

    /**
     * Keeps something, unless something is kept already.
     *
     * @return what is kept from now on
     */
    Object keepBeans(Object fresh);
}
