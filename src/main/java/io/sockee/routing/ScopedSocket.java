package io.sockee.routing;

import io.sockee.api.Socket;
import org.jspecify.annotations.Nullable;

/** A socket with a place for the beans that live as long as it. Safe for any thread. */
public interface ScopedSocket extends Socket {

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
