package io.sockee.routing;

import io.sockee.api.RefusedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.executable.ExecutableValidator;
import jakarta.validation.metadata.MethodDescriptor;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The constraints of one method's arguments and result (Jakarta Validation 3.0, section 5.6). */
final class Constraints {

    /** How many fields one refusal names: hostile input gets no long answer. */
    private static final int MAX_FIELDS = 50;

    private static final int MAX_KEY = 64;

    interface Invocation {
        @Nullable
        Object run() throws Throwable;
    }

    private final ExecutableValidator validator;
    private final Method method;
    private final List<String> parameters;
    private final Class<?>[] groups;
    private final boolean arguments;
    private final boolean result;

    private Constraints(
            Validator validator,
            Method method,
            List<String> parameters,
            Class<?>[] groups,
            MethodDescriptor described) {
        this.validator = validator.forExecutables();
        this.method = method;
        this.parameters = parameters;
        this.groups = groups;
        this.arguments = hasConstrainedParameters(described);
        this.result = described.hasConstrainedReturnValue();
    }

    /**
     * The constraints of a method, if it has any.
     *
     * @param parameters the names of its parameters
     * @param groups the groups to check; none means Default
     */
    static Optional<Constraints> of(
            Validator validator, Class<?> type, Method method, List<String> parameters, Class<?>[] groups) {
        MethodDescriptor described = validator
                .getConstraintsForClass(type)
                .getConstraintsForMethod(method.getName(), method.getParameterTypes());
        return Optional.ofNullable(described)
                .filter(d -> hasConstrainedParameters(d) || d.hasConstrainedReturnValue())
                .map(d -> new Constraints(validator, method, parameters, groups, d));
    }

    /** Whether those of the group Default are checked, and no others. */
    boolean areUsual() {
        return groups.length == 0;
    }

    /** Also true for constraints of container elements alone, such as {@code List<@NotBlank String>}. */
    private static boolean hasConstrainedParameters(MethodDescriptor method) {
        return method.hasConstrainedParameters()
                || method.getParameterDescriptors().stream()
                        .anyMatch(p -> !p.getConstrainedContainerElementTypes().isEmpty());
    }

    /**
     * Checks arguments.
     *
     * @throws RefusedException when they break constraints; its fields say which and where, for the client
     */
    void checkArguments(Object controller, @Nullable Object[] values) {
        if (arguments) {
            Set<ConstraintViolation<Object>> violations =
                    validator.validateParameters(controller, method, values, groups);
            if (!violations.isEmpty()) {
                throw refusal(violations);
            }
        }
    }

    /**
     * Runs the call. The server's own interceptor may check the arguments too, for the group Default: a violation that it finds
     * becomes a refusal for the client as well.
     */
    @Nullable
    Object during(Invocation call) throws Throwable {
        try {
            return call.run();
        } catch (ConstraintViolationException e) {
            Set<ConstraintViolation<?>> violations = e.getConstraintViolations();
            if (violations != null
                    && !violations.isEmpty()
                    && violations.stream().allMatch(this::isOfArguments)) {
                throw refusal(violations);
            }
            throw e;
        }
    }

    private boolean isOfArguments(ConstraintViolation<?> violation) {
        Path path = violation.getPropertyPath();
        boolean parameter = false;
        boolean method = false;
        for (Path.Node node : path) {
            method |= node.getKind() == ElementKind.METHOD && node.getName().equals(this.method.getName());
            parameter |= node.getKind() == ElementKind.PARAMETER || node.getKind() == ElementKind.CROSS_PARAMETER;
        }
        Class<?> root = violation.getRootBeanClass();
        return method
                && parameter
                && root != null
                && this.method.getDeclaringClass().isAssignableFrom(root);
    }

    /**
     * Checks a result.
     *
     * @throws IllegalStateException when it breaks a constraint: that is the application's failure, not the client's
     */
    void checkResult(Object controller, @Nullable Object value) {
        if (result) {
            Set<ConstraintViolation<Object>> violations =
                    validator.validateReturnValue(controller, method, value, groups);
            if (!violations.isEmpty()) {
                throw new IllegalStateException("The result breaks a constraint: "
                        + violations.iterator().next().getMessage());
            }
        }
    }

    private RefusedException refusal(Set<? extends ConstraintViolation<?>> violations) {
        Map<String, Set<String>> byPath = new TreeMap<>();
        for (ConstraintViolation<?> violation : violations) {
            byPath.computeIfAbsent(pathOf(violation), path -> new TreeSet<>()).add(violation.getMessage());
        }
        Map<String, String> fields = new TreeMap<>();
        Set<String> messages = new LinkedHashSet<>();
        byPath.entrySet().stream().limit(MAX_FIELDS).forEach(entry -> {
            fields.put(entry.getKey(), joined(entry.getValue()));
            messages.addAll(entry.getValue());
        });
        return RefusedException.ofFields(joined(messages), fields);
    }

    /** Joins messages by a blank after a sentence, else by a semicolon. */
    private static String joined(Set<String> messages) {
        StringBuilder text = new StringBuilder();
        for (String message : messages) {
            if (text.length() > 0) {
                text.append(".!?".indexOf(text.charAt(text.length() - 1)) < 0 ? "; " : " ");
            }
            text.append(message);
        }
        return text.toString();
    }

    /** Such as {@code order.items[2].count}: the parameter's name, then the way to the value. */
    private String pathOf(ConstraintViolation<?> violation) {
        StringBuilder path = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.isInIterable()) {
                path.append('[').append(place(node)).append(']');
            }
            switch (node.getKind()) {
                case PARAMETER ->
                    path.append(parameters.get(node.as(Path.ParameterNode.class).getParameterIndex()));
                case PROPERTY -> path.append(path.length() == 0 ? "" : ".").append(node.getName());
                default -> {
                    // methods, beans and container elements add nothing that a client knows by name
                }
            }
        }
        return path.toString();
    }

    private static String place(Path.Node node) {
        if (node.getIndex() != null) {
            return node.getIndex().toString();
        }
        String key = node.getKey() == null ? "" : node.getKey().toString();
        return key.length() > MAX_KEY ? "key" : key;
    }
}
