package io.sockee.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value has no JSON form. The message is one line: which property of which class it is, and what to do if that is known. In
 * that case there is no cause: its stack trace would say nothing more, and be as long as the cycle.
 */
final class UnwritableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private static final int MAX_CAUSES = 20;
    private static final int MAX_STEPS = 12;

    UnwritableException(String problem, @Nullable Throwable cause) {
        super("A value could not be written as JSON: " + problem, cause);
    }

    /** The exception for a value that could not be written. */
    static UnwritableException of(@Nullable Object value, JsonProcessingException failure, int maxDepth) {
        List<Reference> path = failure instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
        String whole = path(path, path.size());
        if (isLazy(failure)) {
            return new UnwritableException(
                    (path.isEmpty() ? "the result" : whole)
                            + " is loaded when it is looked at, and its transaction has ended. Make the answer of it within"
                            + " the transaction (a record, say), or fetch it with the query.",
                    null);
        }
        boolean tooDeep = causedBy(failure, StreamConstraintsException.class);
        int end = endOfCycle(path);
        if (tooDeep && end > 0) {
            return new UnwritableException(cycle(path, end), null);
        } else if (tooDeep) {
            return new UnwritableException(
                    (path.isEmpty() ? nameOf(value) : whole) + " is nested deeper than sockee.json.max-depth, which is "
                            + maxDepth + ".",
                    null);
        }
        return new UnwritableException((whole.isEmpty() ? "" : whole + ": ") + failure.getOriginalMessage(), failure);
    }

    private static String cycle(List<Reference> path, int end) {
        return path(path, end) + " is the " + nameOf(path.get(end).getFrom())
                + " again that is being written: a cycle. Say which of its ways is left out, by @JsonManagedReference and"
                + " @JsonBackReference, by @JsonIdentityInfo or by @JsonIgnore; or answer with a record.";
    }

    /** How many steps lead to a value that is on the path already; 0 when there is none, so no cycle. */
    private static int endOfCycle(List<Reference> path) {
        IdentityHashMap<Object, Boolean> passed = new IdentityHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            Object from = path.get(i).getFrom();
            if (from != null && passed.put(from, true) != null) {
                return i;
            }
        }
        return 0;
    }

    private static boolean isLazy(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
            if (cause.getClass().getName().endsWith(".LazyInitializationException")) {
                return true; // Hibernate's, whichever the application has
            }
        }
        return false;
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** The first steps, from the class of the value that was to be written. The keys of maps may be anything. */
    private static String path(List<Reference> path, int steps) {
        if (path.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(nameOf(path.get(0).getFrom()));
        int shown = Math.min(steps, MAX_STEPS);
        for (Reference step : path.subList(0, shown)) {
            if (step.getFrom() instanceof Map) {
                text.append("[key]");
            } else if (step.getFieldName() == null) {
                text.append('[').append(step.getIndex()).append(']');
            } else {
                text.append('.').append(step.getFieldName());
            }
        }
        return shown < steps
                ? text.append(" … (")
                        .append(steps - shown)
                        .append(" steps more)")
                        .toString()
                : text.toString();
    }

    private static String nameOf(@Nullable Object value) {
        return value == null ? "value" : (value instanceof Class<?> type ? type : value.getClass()).getSimpleName();
    }
}
