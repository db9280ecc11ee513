package io.sockee.routing;

import io.sockee.api.ExceptionMapper;
import io.sockee.api.RefusedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The application's mappers of its own exceptions. Filled by one thread at the start; then safe for any thread. */
public final class ExceptionMappers {
    private static final int MAX_CAUSES = 20;

    private record Mapper(ExceptionMapper<?> mapper, String description) {
        @SuppressWarnings("unchecked") // it is found by its exception's class
        RefusedException map(Throwable exception) {
            return ((ExceptionMapper<Throwable>) mapper).map(exception);
        }
    }

    private final Map<Class<?>, Mapper> mappers = new HashMap<>();

    /**
     * Adds the mapper for an exception.
     *
     * @param description names the mapper's class
     * @throws DeploymentException when the exception has a mapper already
     */
    public void add(Class<? extends Throwable> exception, ExceptionMapper<?> mapper, String description) {
        Mapper other = mappers.putIfAbsent(exception, new Mapper(mapper, description));
        if (other != null) {
            throw new DeploymentException("The exception " + exception.getName() + " is mapped twice: by "
                    + other.description() + " and by " + description + ".");
        }
    }

    /** What the client is told of a failure, if the application maps it or one of its first {@value #MAX_CAUSES} causes. */
    Optional<RefusedException> map(Throwable failure) {
        if (mappers.isEmpty()) {
            return Optional.empty();
        }
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
            Mapper mapper = nearest(cause.getClass());
            if (mapper != null) {
                return Optional.of(mapper.map(cause));
            }
        }
        return Optional.empty();
    }

    private @Nullable Mapper nearest(Class<?> exception) {
        for (Class<?> type = exception; type != null; type = type.getSuperclass()) {
            Mapper mapper = mappers.get(type);
            if (mapper != null) {
                return mapper;
            }
        }
        return null;
    }
}
