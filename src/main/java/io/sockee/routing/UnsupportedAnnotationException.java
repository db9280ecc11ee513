package io.sockee.routing;

/**
 * A class has an annotation that cannot be honoured; the message names both, and the member. No {@code
 * IllegalArgumentException}: Jackson would put another in its place.
 */
final class UnsupportedAnnotationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedAnnotationException(String message) {
        super(message);
    }
}
