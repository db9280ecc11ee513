package io.sockee.document;

import io.sockee.api.Emits;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An event that the application says to emit.
 *
 * @param arguments the types of its arguments
 */
public record Emitted(String namespace, String event, List<Class<?>> arguments) {

    /**
     * What classes and their methods say to emit, in order; each event once. Where two say different things of one event, the one
     * whose class comes first by name counts.
     */
    public static List<Emitted> by(Collection<Class<?>> classes) {
        Map<String, Emitted> all = new TreeMap<>();
        classes.stream()
                .sorted(Comparator.comparing(Class::getName))
                .flatMap(type -> Stream.concat(
                        Stream.<AnnotatedElement>of(type),
                        Arrays.stream(type.getDeclaredMethods())
                                .sorted(Comparator.comparing(method -> method.toGenericString()))))
                .flatMap(element -> Arrays.stream(element.getAnnotationsByType(Emits.class)))
                .map(said -> new Emitted(said.namespace(), said.event(), List.of(said.type())))
                .forEach(emitted -> all.putIfAbsent(emitted.namespace() + '\n' + emitted.event(), emitted));
        return List.copyOf(all.values());
    }
}
