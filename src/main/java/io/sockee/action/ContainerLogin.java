package io.sockee.action;

/** The login by which the container has authenticated a caller. Safe for any thread; does not block. */
public interface ContainerLogin {

    /** One that does not end. */
    ContainerLogin LASTING = new ContainerLogin() {
        @Override
        public boolean isStill() {
            return true;
        }

        @Override
        public Runnable whenLoggedOut(Runnable ended) {
            return () -> {};
        }
    };

    /** Whether it is good still, as far as can be seen by looking. */
    boolean isStill();

    /**
     * Has a task run when it is noticed that somebody has logged out.
     *
     * @param ended must not block
     * @return ends the watch
     */
    Runnable whenLoggedOut(Runnable ended);
}
