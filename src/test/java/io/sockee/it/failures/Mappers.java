package io.sockee.it.failures;

import io.sockee.api.ExceptionMapper;
import io.sockee.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;

/** What clients are told. */
public final class Mappers {

    private Mappers() {}

    /** A bean that mappers use. */
    @ApplicationScoped
    public static class Texts {
        String of(Exception exception) {
            return "text of " + exception.getMessage();
        }
    }

    /** For all exceptions of the application. */
    @ApplicationScoped
    public static class OfApp implements ExceptionMapper<AppException> {

        @Inject
        private Texts texts;

        @Override
        public RefusedException map(AppException exception) {
            return new RefusedException(texts.of(exception), Map.of("code", 7));
        }
    }

    /** For special ones. */
    @Dependent
    public static class OfSpecial implements ExceptionMapper<AppException.Special> {
        @Override
        public RefusedException map(AppException.Special exception) {
            return RefusedException.ofFields(
                    "special " + exception.getMessage(), Map.of("a.b[0]", exception.getMessage()));
        }
    }

    /** Fails itself. */
    @ApplicationScoped
    public static class OfHopeless implements ExceptionMapper<AppException.Hopeless> {
        @Override
        public RefusedException map(AppException.Hopeless exception) {
            throw new IllegalArgumentException("the mapper fails");
        }
    }
}
