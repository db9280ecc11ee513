package io.sockee.cdi;

import io.sockee.api.Arguments;
import io.sockee.api.ConnectionError;
import io.sockee.api.DisconnectReason;
import io.sockee.api.EventEmitted;
import io.sockee.api.RoomCreated;
import io.sockee.api.RoomDeleted;
import io.sockee.api.RoomJoined;
import io.sockee.api.RoomLeft;
import io.sockee.api.Socket;
import io.sockee.api.SocketConnected;
import io.sockee.api.SocketDisconnected;
import io.sockee.api.SocketDisconnecting;
import io.sockee.api.TransportUpgraded;
import io.sockee.api.User;
import io.sockee.api.UserOffline;
import io.sockee.api.UserOnline;
import io.sockee.routing.DeploymentException;
import io.sockee.socket.SocketObservers;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The application's observers of sockets, rooms and users: looked up once, and told one by one, since {@code Event.fire} would stop
 * at the first that fails.
 */
public final class CdiObservers implements SocketObservers {

    private record Telling<T>(T event) implements EventContext<T>, EventMetadata {
        @Override
        public T getEvent() {
            return event;
        }

        @Override
        public EventMetadata getMetadata() {
            return this;
        }

        @Override
        public Set<Annotation> getQualifiers() {
            return Set.of(Any.Literal.INSTANCE);
        }

        @Override
        @SuppressWarnings("NullAway") // CDI has null for an event that was not fired by an injected Event
        public @Nullable InjectionPoint getInjectionPoint() {
            return null;
        }

        @Override
        public Type getType() {
            return event.getClass();
        }
    }

    private final Map<Class<?>, List<ObserverMethod<Object>>> observers = new HashMap<>();

    /**
     * Looks them up.
     *
     * @throws DeploymentException when one wants to be told at a time at which nobody is
     */
    public CdiObservers(BeanManager beans) {
        // CDI finds observers by an event; one with dummies is enough.
        Socket nobody = dummy(Socket.class);
        for (Object event : List.of(
                new SocketConnected(nobody),
                new SocketDisconnected(nobody, DisconnectReason.FORCED_CLOSE),
                new RoomJoined(nobody, ""),
                new RoomLeft(nobody, ""),
                new SocketDisconnecting(nobody, DisconnectReason.FORCED_CLOSE, Set.of()),
                new TransportUpgraded(nobody, ""),
                new RoomCreated("", ""),
                new RoomDeleted("", ""),
                new ConnectionError(0, "", Map.of()),
                new EventEmitted("", "", dummy(Arguments.class), Set.of(), Set.of(), Set.of()),
                new UserOnline(User.named("nobody")),
                new UserOffline(User.named("nobody")))) {
            observers.put(
                    event.getClass(),
                    beans.resolveObserverMethods(event).stream()
                            .filter(observer -> !observer.isAsync())
                            .sorted(Comparator.<ObserverMethod<Object>>comparingInt(ObserverMethod::getPriority))
                            .toList());
        }
        observers.getOrDefault(EventEmitted.class, List.of()).forEach(CdiObservers::requireAtOnce);
    }

    /** Of emits alone observers are told within the application's transactions. */
    private static void requireAtOnce(ObserverMethod<Object> observer) {
        TransactionPhase phase = observer.getTransactionPhase();
        if (phase != TransactionPhase.IN_PROGRESS) {
            throw new DeploymentException(
                    "An observer of EventEmitted in "
                            + observer.getBeanClass().getName() + " waits for the end of a transaction (during = "
                            + phase
                            + "), but is told before the event leaves, whatever becomes of the transaction: leave 'during' away.");
        }
    }

    private static <T> T dummy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                CdiObservers.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    throw new UnsupportedOperationException("there is no such " + type.getSimpleName());
                }));
    }

    @Override
    public boolean anyOf(Class<?> event) {
        return !observers.getOrDefault(event, List.of()).isEmpty();
    }

    @Override
    public void tell(Object event, BiConsumer<String, Throwable> failed) {
        Telling<Object> telling = new Telling<>(event);
        for (ObserverMethod<Object> observer : observers.getOrDefault(event.getClass(), List.of())) {
            try {
                observer.notify(telling);
            } catch (RuntimeException | Error e) {
                failed.accept(observer.getBeanClass().getName(), e);
            }
        }
    }
}
