package io.sockee.declaration;

import io.sockee.api.Arguments;
import io.sockee.api.Broadcast;
import io.sockee.api.Publish;
import io.sockee.api.Publisher;
import io.sockee.routing.BindableArguments;
import io.sockee.routing.ValueCodec;
import io.sockee.transaction.CommitGate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what annotations of the application say. Before the server has started there is nobody to hear of anything, and nothing
 * is published. Safe for any thread; does not block.
 */
@ApplicationScoped
public class Announcements {

    /**
     * By what it publishes.
     *
     * @param limit how many changes of entities may wait for the end of one transaction
     */
    public record Means(Publisher publisher, CommitGate gate, ValueCodec codec, int limit) {}

    private record Announced(Class<?> owner, String event, Destination destination) {
        static Announced of(Class<?> owner, Publish said) {
            return new Announced(
                    owner, said.event(), Destination.of(owner, said.namespace(), said.to(), said.toUser()));
        }
    }

    private final Map<Class<?>, Optional<Announced>> byClass = new ConcurrentHashMap<>(); // as many as fired classes
    private final Map<Publish, Map<Class<?>, Announced>> byMethod = new ConcurrentHashMap<>();
    private volatile @Nullable Means means;

    /** From now on it publishes. */
    public void begin(Means with) {
        means = with;
    }

    /** The means; empty before the server has started. */
    public Optional<Means> means() {
        return Optional.ofNullable(means);
    }

    /**
     * An event of CDI was fired.
     *
     * @param observed the class whose annotation an observer watches for: an event belongs to the nearest one
     * @throws IllegalArgumentException when the event has no JSON form
     */
    public void fired(Object event, Class<?> observed) {
        Optional<Announced> announced = byClass.computeIfAbsent(event.getClass(), Announcements::find);
        if (announced.isPresent() && announced.get().owner() == observed) {
            publish(announced.get(), event);
        }
    }

    private static Optional<Announced> find(Class<?> type) {
        return Published.nearest(type).map(owner -> Announced.of(owner, owner.getAnnotation(Publish.class)));
    }

    /**
     * A method whose result is published has returned it.
     *
     * @throws IllegalArgumentException when it has no JSON form
     */
    public void returned(Object value, Class<?> type, Publish said) {
        Announced announced = byMethod.computeIfAbsent(said, any -> new ConcurrentHashMap<>())
                .computeIfAbsent(type, owner -> Announced.of(owner, said));
        publish(announced, value);
    }

    private void publish(Announced announced, Object value) {
        Means with = means;
        if (with != null) {
            announced
                    .destination()
                    .of(with.publisher(), value)
                    .ifPresent(sockets -> sockets.emit(announced.event(), value));
        }
    }

    /** An event that has been encoded, and its sockets. */
    record Letter(Broadcast sockets, String event, Arguments arguments) {
        static Letter of(Means means, Broadcast sockets, String event, @Nullable Object value) {
            return new Letter(
                    sockets, event, new BindableArguments(means.codec().encode(new Object[] {value}), means.codec()));
        }

        void send() {
            sockets.emit(event, arguments);
        }
    }
}
