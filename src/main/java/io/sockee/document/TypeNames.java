package io.sockee.document;

import com.fasterxml.jackson.databind.JavaType;
import io.sockee.document.Shape.Direction;
import io.sockee.document.Shape.ObjectKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names for objects: that of the class, and another one where what is read differs from what is written. Two classes of one name
 * are told apart by what they are in.
 */
final class TypeNames {
    private static final Comparator<ObjectKey> ORDER = Comparator.comparing(
                    (ObjectKey key) -> key.direction() == Direction.IN)
            .thenComparing(ObjectKey::checked);

    private final Map<JavaType, String> bases = new HashMap<>();
    private final Map<ObjectKey, ObjectKey> representatives = new LinkedHashMap<>();

    /**
     * @param taken names that no object may have
     * @param content tells an object, with the names that it is given; objects of a class that are told alike have one name
     */
    TypeNames(
            Set<ObjectKey> keys,
            Set<String> taken,
            BiFunction<ObjectKey, Function<ObjectKey, String>, String> content) {
        Map<String, List<JavaType>> byName = keys.stream()
                .map(ObjectKey::type)
                .distinct()
                .collect(Collectors.groupingBy(TypeNames::simple, LinkedHashMap::new, Collectors.toList()));
        byName.forEach((name, types) -> name(name, types, taken));
        Map<JavaType, List<ObjectKey>> byType = keys.stream()
                .sorted(ORDER)
                .collect(Collectors.groupingBy(ObjectKey::type, LinkedHashMap::new, Collectors.toList()));
        byType.values().forEach(all -> all.forEach(key -> representatives.put(key, all.get(0))));
        boolean changed = true;
        while (changed) {
            changed =
                    byType.values().stream().filter(all -> splits(all, content)).count() > 0;
        }
    }

    private boolean splits(List<ObjectKey> alike, BiFunction<ObjectKey, Function<ObjectKey, String>, String> content) {
        boolean split = false;
        List<ObjectKey> chosen = new ArrayList<>();
        for (ObjectKey key : alike) {
            ObjectKey before = representatives.getOrDefault(key, key);
            String own = content.apply(key, this::nameOf);
            if (before.equals(key)) {
                chosen.add(key);
            } else if (!content.apply(before, this::nameOf).equals(own)) {
                ObjectKey other = chosen.stream()
                        .filter(one -> content.apply(one, this::nameOf).equals(own))
                        .findFirst()
                        .orElse(key);
                representatives.put(key, other);
                if (other.equals(key)) {
                    chosen.add(key);
                }
                split = true;
            }
        }
        return split;
    }

    private void name(String name, List<JavaType> types, Set<String> taken) {
        for (int i = 0; i < types.size(); i++) {
            Class<?> around = types.get(i).getRawClass().getEnclosingClass();
            String full = types.size() == 1 ? name : (around == null ? "" : around.getSimpleName()) + name;
            String free = full;
            for (int n = 2; taken.contains(free) || bases.containsValue(free); n++) {
                free = full + n;
            }
            bases.put(types.get(i), free);
        }
    }

    /** {@code Page<Note>} is {@code PageOfNote}. */
    private static String simple(JavaType type) {
        String own = type.getRawClass().getSimpleName().replaceAll("\\W", "");
        List<JavaType> parameters = type.getBindings().getTypeParameters();
        return parameters.isEmpty()
                ? own
                : own + parameters.stream().map(TypeNames::simple).collect(Collectors.joining("And", "Of", ""));
    }

    /** Which objects have names of their own, in order. */
    List<ObjectKey> named() {
        return representatives.values().stream()
                .distinct()
                .sorted(Comparator.comparing(this::nameOf))
                .toList();
    }

    String nameOf(ObjectKey key) {
        ObjectKey chosen = representatives.getOrDefault(key, key);
        String base = bases.getOrDefault(chosen.type(), "");
        boolean first = representatives.keySet().stream()
                .filter(one -> one.type().equals(chosen.type()))
                .min(ORDER)
                .map(chosen::equals)
                .orElse(true);
        if (first || chosen.direction() == Direction.OUT) {
            return base;
        }
        return base + (chosen.checked() || !hasChecked(chosen.type()) ? "Input" : "UncheckedInput");
    }

    private boolean hasChecked(JavaType type) {
        return representatives.values().stream()
                .anyMatch(one -> one.type().equals(type) && one.checked() && one.direction() == Direction.IN);
    }
}
