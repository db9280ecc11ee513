package io.sockee.socket;

import io.sockee.address.OwnRooms;
import io.sockee.address.Target;
import io.sockee.api.Arguments;
import io.sockee.api.EventEmitted;
import io.sockee.event.Event;
import io.sockee.routing.BindableArguments;
import io.sockee.routing.Failures;
import io.sockee.routing.ValueCodec;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the application's observers what it emits, on the thread that emits. Made only where there are such observers. */
final class Emissions {
    private final SocketObservers observers;
    private final ValueCodec codec;
    private final Failures failures;
    private final ThreadLocal<Boolean> telling =
            new ThreadLocal<>(); // an observer that emits must not tell itself for ever

    Emissions(SocketObservers observers, ValueCodec codec, Failures failures) {
        this.observers = observers;
        this.codec = codec;
        this.failures = failures;
    }

    /** An event is emitted to some sockets. */
    void tell(String namespace, Event event, Target target, @Nullable String sender) {
        if (telling.get() != null) {
            return;
        }
        telling.set(true);
        try {
            observers.tell(
                    told(namespace, event, target, sender),
                    (observer, failure) ->
                            failures.unheard(failure, ServerCaller.INSTANCE, "an observer in " + observer));
        } finally {
            telling.remove();
        }
    }

    private EventEmitted told(String namespace, Event event, Target target, @Nullable String sender) {
        Arguments arguments = new BindableArguments(event.arguments(), codec);
        Set<String> except = new HashSet<>(OwnRooms.without(target.except()));
        if (sender != null) {
            except.add(sender);
        }
        Set<String> users = target.rooms().stream()
                .flatMap(room -> OwnRooms.userOf(room).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new EventEmitted(
                namespace,
                event.name(),
                arguments,
                Set.copyOf(OwnRooms.without(target.rooms())),
                users,
                Set.copyOf(except));
    }
}
