package io.sockee.it.failures;

/** What the application throws. */
public class AppException extends Exception {
    private static final long serialVersionUID = 1L;

    public AppException(String message) {
        super(message);
    }

    /** One that has a mapper of its own. */
    public static class Special extends AppException {
        private static final long serialVersionUID = 1L;

        public Special(String message) {
            super(message);
        }
    }

    /** One whose mapper is that of the class above it. */
    public static class MoreSpecial extends Special {
        private static final long serialVersionUID = 1L;

        public MoreSpecial(String message) {
            super(message);
        }
    }

    /** One whose mapper fails. */
    public static class Hopeless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Hopeless(String message) {
            super(message);
        }
    }
}
