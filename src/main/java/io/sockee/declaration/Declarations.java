package io.sockee.declaration;

import io.sockee.api.Emits;
import io.sockee.api.Emitter;
import io.sockee.api.Publish;
import io.sockee.api.PublishChanges;
import io.sockee.routing.DeploymentException;
import io.sockee.routing.ValueCodec;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what classes say to emit, and checks it as the compiler's processor does, for those who compile without that.
 */
public final class Declarations {
    private final ValueCodec codec;
    private final Set<String> problems = new TreeSet<>();
    private final Map<String, Emitted> events = new TreeMap<>();

    private Declarations(ValueCodec codec) {
        this.codec = codec;
    }

    /**
     * All events that classes say to emit, each once, in the order of namespaces and names.
     *
     * @throws DeploymentException when something is wrong; it names all that is
     */
    public static List<Emitted> of(Collection<Class<?>> classes, ValueCodec codec) {
        Declarations declarations = new Declarations(codec);
        classes.stream().sorted(Comparator.comparing(Class::getName)).forEach(declarations::read);
        if (!declarations.problems.isEmpty()) {
            throw new DeploymentException(String.join(" ", declarations.problems));
        }
        return List.copyOf(declarations.events.values());
    }

    /** Whether a class is of use only if CDI knows it: an emitter, or a type of events that are published. */
    public static boolean isToBeServed(Class<?> type) {
        return !type.isAnnotation()
                && (type.isAnnotationPresent(Emitter.class) || type.getDeclaredAnnotation(Publish.class) != null);
    }

    /** Whether methods of the class publish what they return. */
    public static boolean publishesResults(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> method.isAnnotationPresent(Publish.class));
    }

    /** Whether changes of entities of the class are published. */
    public static boolean isPublishedEntity(Class<?> type) {
        return type.getDeclaredAnnotation(PublishChanges.class) != null;
    }

    private void read(Class<?> type) {
        if (type.isAnnotation()) {
            return; // a stereotype of the application's
        }
        boolean emitter = type.isAnnotationPresent(Emitter.class);
        if (emitter) {
            EmitterType found = EmitterType.of(type);
            List<String> wrong = found.problems();
            problems.addAll(wrong);
            if (wrong.isEmpty()) {
                found.events().forEach(this::add);
            }
        } else {
            said(type, type.getName());
        }
        Publish published = type.getDeclaredAnnotation(Publish.class);
        if (published != null) {
            published(type, type, published, type.getName());
        }
        if (type.getDeclaredAnnotation(PublishChanges.class) != null) {
            changes(type);
        }
        for (Method method : type.getDeclaredMethods()) {
            String where = type.getName() + "." + method.getName();
            if (!emitter) {
                said(method, where);
            }
            Publish returned = method.getAnnotation(Publish.class);
            if (returned != null && !method.isBridge()) {
                returned(method, returned, where);
            }
        }
    }

    private void said(AnnotatedElement element, String where) {
        for (Emits said : element.getAnnotationsByType(Emits.class)) {
            named(Emitted.of(said.namespace(), said.event(), List.of(said.type()), where), true);
        }
    }

    /** Adds an event, unless its name is wrong. */
    private void named(Emitted event, boolean pattern) {
        Optional<String> wrong =
                Rules.name(event.event(), pattern).or(() -> Rules.namespace(event.namespace(), pattern));
        wrong.ifPresentOrElse(problem -> problem(event.where(), problem), () -> add(event));
    }

    private void problem(String where, @Nullable String problem) {
        problems.add(where + ": " + problem + ".");
    }

    private void published(Class<?> type, Type sent, Publish said, String where) {
        named(Emitted.of(said.namespace(), said.event(), List.of(sent), where), false);
        destination(type, said.namespace(), said.to(), said.toUser(), where);
    }

    private void destination(Class<?> type, String namespace, String[] rooms, String user, String where) {
        try {
            Destination unused = Destination.of(type, namespace, rooms, user);
        } catch (IllegalArgumentException e) {
            problem(where, e.getMessage());
        }
    }

    private void returned(Method method, Publish said, String where) {
        Class<?> type = method.getReturnType();
        if (type == void.class || CompletionStage.class.isAssignableFrom(type)) {
            problem(where, "@Publish emits what the method returns, and it returns " + type.getName());
        } else if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            problem(where, "a method with @Publish is neither private nor static, so that its call is seen");
        } else if (method.getDeclaringClass().isInterface() || Modifier.isAbstract(method.getModifiers())) {
            problem(where, "a method with @Publish has a body, in a class, so that its call is seen");
        } else {
            published(type, method.getGenericReturnType(), said, where);
        }
    }

    private void changes(Class<?> type) {
        if (Arrays.stream(type.getAnnotations())
                .noneMatch(said ->
                        said.annotationType().getName().matches("jakarta\\.persistence\\.(Entity|MappedSuperclass)"))) {
            problem(type.getName(), "@PublishChanges is for entities, and this is none");
            return;
        }
        try {
            EntityType.of(type).ifPresent(found -> found.events().forEach(event -> named(event, false)));
        } catch (IllegalArgumentException e) {
            problem(type.getName(), e.getMessage());
        }
    }

    private void add(Emitted event) {
        Set<Type> seen = new HashSet<>();
        for (Emitted.Argument argument : event.arguments()) {
            Optional<String> wrong = problem(argument.type(), seen);
            if (wrong.isPresent()) {
                problem(event.where(), wrong.get());
                return;
            }
            codec.problemOfWriting(argument.type()).ifPresent(problem -> problem(event.where(), problem));
        }
        String key = event.namespace() + '\n' + event.event();
        Emitted other = events.putIfAbsent(key, event);
        if (other != null && other.isLike(event)) {
            events.put(key, other.with(event));
        } else if (other != null) {
            problem(
                    event.where(),
                    "the event '" + event.event() + "' of the namespace " + event.namespace() + " is emitted with "
                            + event.types() + ", but by " + other.where() + " with " + other.types()
                            + "; clients could not tell them apart");
        }
    }

    /** Why values of a type cannot be sent, as far as its declaration tells. */
    private static Optional<String> problem(Type type, Set<Type> seen) {
        if (!seen.add(type)) {
            return Optional.empty();
        } else if (type instanceof ParameterizedType generic) {
            return first(
                    Stream.concat(Stream.of(generic.getRawType()), Stream.of(generic.getActualTypeArguments())), seen);
        } else if (type instanceof GenericArrayType array) {
            return problem(array.getGenericComponentType(), seen);
        } else if (type instanceof WildcardType some) {
            return first(Stream.of(some.getUpperBounds()), seen);
        } else if (type instanceof Class<?> plain) {
            if (plain.isArray()) {
                return problem(plain.getComponentType(), seen);
            }
            String name = plain.getCanonicalName();
            Optional<String> wrong = name == null ? Optional.empty() : Rules.type(name);
            return wrong.isPresent() || !plain.isRecord()
                    ? wrong
                    : first(Stream.of(plain.getRecordComponents()).map(RecordComponent::getGenericType), seen);
        }
        return Optional.empty();
    }

    private static Optional<String> first(Stream<Type> types, Set<Type> seen) {
        List<String> found = new ArrayList<>();
        types.forEach(type -> problem(type, seen).ifPresent(found::add));
        return found.stream().findFirst();
    }
}
