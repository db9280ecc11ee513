package io.sockee.document;

import jakarta.validation.Validator;
import jakarta.validation.groups.Default;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerDescriptor;
import jakarta.validation.metadata.ContainerElementTypeDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import jakarta.validation.metadata.MethodDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The constraints of Jakarta Validation as keywords of JSON Schema: those that have one, of the group {@code Default}. What a schema
 * refuses, the server would refuse; the server may refuse more.
 */
final class Restrictions {
    private static final String OWN = "jakarta.validation.constraints.";
    private static final Set<String> NOT_NULL = Set.of(OWN + "NotNull", OWN + "NotBlank", OWN + "NotEmpty");

    private final Optional<Validator> validator;

    /**
     * @param validator knows the constraints; without one, none are told
     */
    Restrictions(Optional<Validator> validator) {
        this.validator = validator;
    }

    /**
     * The constraints of a property or a parameter.
     *
     * @param cascaded whether those of the object in it are checked, too
     */
    record Place(
            Collection<ConstraintDescriptor<?>> constraints,
            Set<ContainerElementTypeDescriptor> elements,
            boolean cascaded) {
        private static final Place FREE = new Place(List.of(), Set.of(), false);

        /** Whether null is refused. */
        boolean required() {
            return constraints.stream().anyMatch(one -> NOT_NULL.contains(nameOf(one)));
        }

        /** The shape with what is asked of it. */
        Shape apply(Shape shape) {
            Shape inner = shape;
            if (shape instanceof Shape.Maybe maybe) {
                inner = new Shape.Maybe(element().apply(maybe.shape()));
            } else if (shape instanceof Shape.ListOf list) {
                inner = new Shape.ListOf(element().apply(list.item()));
            } else if (shape instanceof Shape.MapOf map) {
                inner = new Shape.MapOf(element().apply(map.value()));
            }
            Map<String, Object> keywords = new TreeMap<>();
            for (ConstraintDescriptor<?> one : constraints) {
                add(one, inner, keywords);
            }
            return keywords.isEmpty() ? inner : new Shape.Restricted(inner, new LinkedHashMap<>(keywords));
        }

        /** What is asked of the elements of a list, the values of a map, or what is in an Optional: the last type argument. */
        private Place element() {
            return elements.stream()
                    .max((one, other) -> Integer.compare(one.getTypeArgumentIndex(), other.getTypeArgumentIndex()))
                    .map(Restrictions::place)
                    .orElse(FREE);
        }
    }

    /** The constraints of an object's property, if they are checked. */
    Place ofProperty(Class<?> type, String javaName, boolean checked) {
        if (!checked || validator.isEmpty()) {
            return Place.FREE;
        }
        PropertyDescriptor property =
                validator.get().getConstraintsForClass(type).getConstraintsForProperty(javaName);
        return property == null ? Place.FREE : place(property);
    }

    /** The constraints of a method's parameter, if they are checked. */
    Place ofParameter(Method method, int index, boolean checked) {
        MethodDescriptor described = checked ? described(method) : null;
        return described == null
                ? Place.FREE
                : place(described.getParameterDescriptors().get(index));
    }

    private @Nullable MethodDescriptor described(Method method) {
        return validator
                .map(known -> known.getConstraintsForClass(method.getDeclaringClass())
                        .getConstraintsForMethod(method.getName(), method.getParameterTypes()))
                .orElse(null);
    }

    private static <D extends ElementDescriptor & CascadableDescriptor & ContainerDescriptor> Place place(D element) {
        Set<ContainerElementTypeDescriptor> inside = element.getConstrainedContainerElementTypes();
        boolean cascaded = element.isCascaded() || inside.stream().anyMatch(CascadableDescriptor::isCascaded);
        return new Place(element.getConstraintDescriptors(), inside, cascaded);
    }

    private static String nameOf(ConstraintDescriptor<?> constraint) {
        return constraint.getAnnotation().annotationType().getName();
    }

    private static boolean ofDefault(ConstraintDescriptor<?> constraint) {
        return constraint.getGroups().isEmpty() || constraint.getGroups().contains(Default.class);
    }

    private static void add(ConstraintDescriptor<?> constraint, Shape shape, Map<String, Object> keywords) {
        if (!ofDefault(constraint)) {
            return;
        }
        constraint.getComposingConstraints().forEach(one -> add(one, shape, keywords));
        if (!nameOf(constraint).startsWith(OWN)) {
            return;
        }
        Map<String, Object> said = constraint.getAttributes();
        Shape plain = plain(shape);
        switch (nameOf(constraint).substring(OWN.length())) {
            case "NotBlank" -> put(plain instanceof Shape.Text, keywords, "pattern", "\\S");
            case "NotEmpty" -> atLeast(plain, 1, keywords);
            case "Size" -> {
                int min = (int) value(said, "min");
                int max = (int) value(said, "max");
                if (min > 0) {
                    atLeast(plain, min, keywords);
                }
                if (max < Integer.MAX_VALUE) {
                    put(true, keywords, sized(plain, "max"), max);
                }
            }
            case "Min" -> bound(plain, keywords, "minimum", value(said, "value"));
            case "Max" -> bound(plain, keywords, "maximum", value(said, "value"));
            case "DecimalMin" ->
                bound(plain, keywords, inclusive(said) ? "minimum" : "exclusiveMinimum", decimal(value(said, "value")));
            case "DecimalMax" ->
                bound(plain, keywords, inclusive(said) ? "maximum" : "exclusiveMaximum", decimal(value(said, "value")));
            case "Positive" -> bound(plain, keywords, "exclusiveMinimum", 0);
            case "PositiveOrZero" -> bound(plain, keywords, "minimum", 0);
            case "Negative" -> bound(plain, keywords, "exclusiveMaximum", 0);
            case "NegativeOrZero" -> bound(plain, keywords, "maximum", 0);
            case "Pattern" -> pattern(plain, said, keywords);
            case "Email" -> put(plain instanceof Shape.Text, keywords, "format", "email");
            case "AssertTrue" -> put(plain instanceof Shape.Flag, keywords, "const", true);
            case "AssertFalse" -> put(plain instanceof Shape.Flag, keywords, "const", false);
            default -> {
                // the server alone checks it
            }
        }
    }

    private static Shape plain(Shape shape) {
        return shape instanceof Shape.Maybe maybe
                ? plain(maybe.shape())
                : shape instanceof Shape.Restricted restricted ? plain(restricted.shape()) : shape;
    }

    private static void put(boolean fits, Map<String, Object> keywords, String keyword, Object value) {
        if (fits && !keyword.isEmpty()) {
            keywords.putIfAbsent(keyword, value);
        }
    }

    private static void bound(Shape shape, Map<String, Object> keywords, String keyword, Object value) {
        put(shape instanceof Shape.Numeric, keywords, keyword, value);
    }

    private static void atLeast(Shape shape, int min, Map<String, Object> keywords) {
        put(true, keywords, sized(shape, "min"), min);
    }

    private static String sized(Shape shape, String which) {
        if (shape instanceof Shape.Text) {
            return which + "Length";
        } else if (shape instanceof Shape.ListOf) {
            return which + "Items";
        }
        return shape instanceof Shape.MapOf ? which + "Properties" : "";
    }

    private static Object value(Map<String, Object> said, String attribute) {
        return Objects.requireNonNull(said.get(attribute), attribute);
    }

    private static boolean inclusive(Map<String, Object> said) {
        return (boolean) value(said, "inclusive");
    }

    private static Object decimal(Object text) {
        return new BigDecimal(text.toString());
    }

    /** Of Java's patterns only those that mean the same in JavaScript, as far as a glance can tell. */
    private static void pattern(Shape shape, Map<String, Object> said, Map<String, Object> keywords) {
        String regexp = value(said, "regexp").toString();
        boolean flags = said.get("flags") instanceof Object[] some && some.length > 0;
        boolean foreign = Stream.of(
                        "(?", "\\p", "\\P", "\\h", "\\A", "\\z", "\\Z", "\\Q", "\\G", "\\x", "&&", "*+", "++", "?+",
                        "}+", "[^[", "[[")
                .anyMatch(regexp::contains);
        put(shape instanceof Shape.Text && !flags && !foreign, keywords, "pattern", "^(?:" + regexp + ")$");
    }
}
