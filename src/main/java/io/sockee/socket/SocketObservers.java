package io.sockee.socket;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The application's observers of sockets that come and go, of rooms, and of users. Safe for any thread. */
public interface SocketObservers {

    /** Nobody does. */
    SocketObservers NONE = new SocketObservers() {
        @Override
        public boolean anyOf(Class<?> event) {
            return false;
        }

        @Override
        public void tell(Object event, BiConsumer<String, Throwable> failed) {
            // nobody listens
        }
    };

    /** Whether anybody observes events of the class; settled when the application starts. */
    boolean anyOf(Class<?> event);

    /**
     * Tells the observers, on this thread; they may block.
     *
     * @param failed told of each that fails, by the name of its class; the others are told of the event all the same
     */
    void tell(Object event, BiConsumer<String, Throwable> failed);

    /** Who wants to know of each event of each socket; null when nobody ever does. Settled when the application starts. */
    default @Nullable Traffic traffic() {
        return null;
    }
}
