package io.sockee.routing;

/**
 * A class has an annotation that cannot be honoured; the message names the class, the member and the annotation. It is no {@code
 * IllegalArgumentException}, since Jackson would replace that by an exception of its own.
 */
final class UnsupportedAnnotationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedAnnotationException(String message) {
        super(message);
    }
}
