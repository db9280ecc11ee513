package io.sockee.session;

/** Who wants to know of sockets that come and go, and of rooms: the application's observers. */
public interface SocketObservers {

    /** Nobody does. */
    SocketObservers NONE = new SocketObservers() {
        @Override
        public boolean anyOf(Class<?> event) {
            return false;
        }

        @Override
        public void tell(Object event) {
            // nobody listens
        }
    };

    /** Whether anybody observes events of the class; settled when the application starts. */
    boolean anyOf(Class<?> event);

    /** Tells the observers, on this thread; throws what one of them throws. */
    void tell(Object event);
}
