package io.sockee.cdi;

import io.sockee.api.Emits;
import io.sockee.api.Emitter;
import io.sockee.api.Publish;
import io.sockee.api.PublishChanges;
import io.sockee.api.Publisher;
import io.sockee.declaration.Announcements;
import io.sockee.declaration.EmitterProxy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.inject.Provider;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes beans of emitters, and observes the events of CDI that are published. Without any, it adds nothing that runs later. For one
 * container, which calls it while it starts.
 */
public class DeclarationExtension implements Extension {
    private static final Logger LOG = System.getLogger(DeclarationExtension.class.getName());

    /** Types of injection points that give something of the type that they name. */
    private static final Set<Type> WRAPPERS = Set.of(Instance.class, Provider.class, Event.class);

    /**
     * Where an {@code Event} was to be injected.
     *
     * @param type of the events
     */
    record Point(Class<?> type, List<Annotation> qualifiers) {}

    private final Set<Class<?>> declaring = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> emitters = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> published = ConcurrentHashMap.newKeySet();
    private final List<Point> points = new CopyOnWriteArrayList<>();

    /** The types that say what they emit, as far as CDI knows them. */
    public Set<Class<?>> declaring() {
        return Stream.of(declaring, emitters, published).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** The emitters that can be injected, and the types whose events are published. */
    public Set<Class<?>> served() {
        return Stream.of(emitters, published).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    <T> void learn(
            @Observes
                    @WithAnnotations({Emits.class, Emits.All.class, Emitter.class, Publish.class, PublishChanges.class})
                    ProcessAnnotatedType<T> type) {
        Class<T> declared = type.getAnnotatedType().getJavaClass();
        declaring.add(declared);
        if (declared.isAnnotation()) {
            return;
        }
        if (declared.isInterface() && declared.isAnnotationPresent(Emitter.class)) {
            emitters.add(declared);
        }
        boolean event = declared.getDeclaredAnnotation(Publish.class) != null;
        if (event) {
            published.add(declared);
        }
        if (event || declared.isAnnotationPresent(PublishChanges.class)) {
            type.veto(); // the annotation is there for CDI to look at it, and makes no bean of it
        } else {
            type.configureAnnotatedType().methods().stream()
                    .filter(method -> isPublishing(method.getAnnotated()))
                    .forEach(method -> method.add(Published.Literal.INSTANCE));
        }
    }

    private static boolean isPublishing(AnnotatedMethod<?> method) {
        return method.isAnnotationPresent(Publish.class) && !method.isStatic();
    }

    /** Learns of emitters and events that lie where CDI looks at no class by itself, and takes the place of their {@code Event}. */
    <T, X> void inject(@Observes ProcessInjectionPoint<T, X> point) {
        Type type = point.getInjectionPoint().getType();
        if (type instanceof Class<?> plain) {
            learnEmitter(plain);
        } else if (type instanceof ParameterizedType generic && WRAPPERS.contains(generic.getRawType())) {
            if (generic.getActualTypeArguments()[0] instanceof Class<?> of) {
                inject(point, generic.getRawType(), of);
            }
        }
    }

    private <T, X> void inject(ProcessInjectionPoint<T, X> point, Type wrapper, Class<?> of) {
        if (wrapper == Event.class) {
            io.sockee.declaration.Published.nearest(of).ifPresent(type -> {
                published.add(type);
                announce(point, of);
            });
        } else {
            learnEmitter(of);
        }
    }

    private void learnEmitter(Class<?> type) {
        if (type.isInterface() && type.isAnnotationPresent(Emitter.class)) {
            emitters.add(type);
        }
    }

    private <T, X> void announce(ProcessInjectionPoint<T, X> point, Class<?> type) {
        List<Annotation> qualifiers = point.getInjectionPoint().getQualifiers().stream()
                .filter(qualifier ->
                        qualifier.annotationType() != Default.class && qualifier.annotationType() != Any.class)
                .toList();
        point.configureInjectionPoint()
                .type(new Parameterized(type))
                .qualifiers(new Announced.Literal(remember(new Point(type, qualifiers))));
    }

    /** Keeps an injection point; containers may ask on several threads. */
    private synchronized int remember(Point point) {
        points.add(point);
        return points.size() - 1;
    }

    /** {@code AnnouncedEvent<type>}. */
    private record Parameterized(Class<?> type) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {type};
        }

        @Override
        public Type getRawType() {
            return AnnouncedEvent.class;
        }

        @Override
        @SuppressWarnings("NullAway") // as Java has it for a class that is in no other
        public Type getOwnerType() {
            return null;
        }
    }

    /** What was to be injected where the qualifiers now are. */
    Point point(Set<Annotation> qualifiers) {
        return qualifiers.stream()
                .filter(Announced.class::isInstance)
                .map(qualifier -> points.get(((Announced) qualifier).point()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not injected: " + qualifiers));
    }

    void add(@Observes AfterBeanDiscovery discovery, BeanManager beans) {
        emitters.forEach(type -> discovery
                .addBean()
                .beanClass(type)
                .types(type, Object.class)
                .qualifiers(Default.Literal.INSTANCE, Any.Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .createWith(context -> EmitterProxy.of(type, () -> bean(beans, Publisher.class))));
        published.forEach(type -> {
            discovery
                    .<Object>addObserverMethod()
                    .beanClass(DeclarationExtension.class)
                    .observedType(type)
                    .priority(Interceptor.Priority.PLATFORM_BEFORE) // it leaves before what its observers emit
                    .notifyWith(fired -> bean(beans, Announcements.class).fired(fired.getEvent(), type));
            discovery
                    .<Object>addObserverMethod()
                    .beanClass(DeclarationExtension.class)
                    .observedType(type)
                    .async(true)
                    .notifyWith(DeclarationExtension::refuseUnannounced);
        });
    }

    private static <T> T bean(BeanManager beans, Class<T> type) {
        return beans.createInstance().select(type).get();
    }

    /** An event that did not come by an {@link AnnouncedEvent}: its transaction is not known here, and it may be rolled back. */
    private static void refuseUnannounced(EventContext<Object> fired) {
        if (fired.getMetadata().getQualifiers().stream().noneMatch(Announced.class::isInstance)) {
            String type = fired.getEvent().getClass().getName();
            String problem =
                    type + " has @Publish and was fired asynchronously by an Event of another type, so that its"
                            + " transaction is not known: it was not emitted. Inject an Event<"
                            + fired.getEvent().getClass().getSimpleName() + "> and fire it by that.";
            LOG.log(Level.ERROR, problem);
            throw new IllegalStateException(problem);
        }
    }
}
