package io.sockee.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes names of rooms and users of the properties of values of one class. Safe for any thread; runs the values' own code. */
final class Names {

    private record Part(Template template, List<List<Properties.Property>> properties) {

        /** The name; null when one of the properties is null. */
        @Nullable
        String of(Object value) {
            StringBuilder name = new StringBuilder(template.literals().get(0));
            for (int i = 0; i < properties.size(); i++) {
                Object found = value;
                for (Properties.Property step : properties.get(i)) {
                    found = step.of(found);
                    if (found == null) {
                        return null;
                    }
                }
                name.append(found instanceof Enum<?> constant ? constant.name() : found)
                        .append(template.literals().get(i + 1));
            }
            return name.toString();
        }
    }

    private final List<Part> parts;

    private Names(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Finds the properties that the templates name.
     *
     * @throws IllegalArgumentException when one is no template, or names what the class does not have; the message says so
     */
    static Names of(Class<?> type, List<String> templates) {
        List<Part> parts = new ArrayList<>();
        for (String text : templates) {
            Template template = Template.parse(text);
            List<List<Properties.Property>> properties = new ArrayList<>();
            for (List<String> path : template.paths()) {
                properties.add(property(type, template, path));
            }
            parts.add(new Part(template, properties));
        }
        return new Names(List.copyOf(parts));
    }

    private static List<Properties.Property> property(Class<?> type, Template template, List<String> path) {
        List<Properties.Property> steps = new ArrayList<>();
        Class<?> owner = type;
        for (String name : path) {
            Class<?> of = owner;
            Optional<Properties.Property> step = Properties.find(of, name, steps.isEmpty());
            steps.add(step.orElseThrow(() -> new IllegalArgumentException(
                    Rules.unknownProperty(template.text(), name, of.getName(), Properties.names(of)))));
            owner = steps.get(steps.size() - 1).type();
        }
        if (!Properties.makesNames(owner)) {
            throw new IllegalArgumentException(
                    Rules.unfitProperty(template.text(), String.join(".", path), owner.getName()));
        }
        return steps;
    }

    /** Whether there are any, whatever the value. */
    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The names for a value, without those of which a property is null. */
    List<String> of(Object value) {
        List<String> names = new ArrayList<>(parts.size());
        for (Part part : parts) {
            String name = part.of(value);
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }
}
