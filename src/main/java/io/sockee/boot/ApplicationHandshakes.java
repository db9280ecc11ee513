package io.sockee.boot;

import io.sockee.api.ConnectionError;
import io.sockee.api.Handshake;
import io.sockee.api.HandshakeGuard;
import io.sockee.api.RefusedException;
import io.sockee.api.SidGenerator;
import io.sockee.connection.HandshakeRequest;
import io.sockee.endpoint.HandshakeRules;
import io.sockee.engineio.EngineError;
import io.sockee.engineio.EngineRefusal;
import io.sockee.engineio.EngineServer;
import io.sockee.limit.OnceAMinute;
import io.sockee.routing.DeploymentException;
import io.sockee.routing.Failures;
import io.sockee.socket.Handshakes;
import io.sockee.socket.ServerCaller;
import io.sockee.socket.ServerObservers;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The application's beans that guard handshakes and make the ids of connections; looked up once. */
final class ApplicationHandshakes implements HandshakeRules {
    private static final Logger LOG = System.getLogger(ApplicationHandshakes.class.getName());
    private static final Pattern SID = Pattern.compile("[A-Za-z0-9._~-]{16,128}");

    private final List<HandshakeGuard> guards;
    private final @Nullable SidGenerator sids;
    private final String suffix;
    private final Failures failures;
    private final ServerObservers observers;
    private final OnceAMinute complaints = new OnceAMinute();

    ApplicationHandshakes(
            List<HandshakeGuard> guards,
            @Nullable SidGenerator sids,
            String suffix,
            Failures failures,
            ServerObservers observers) {
        this.guards = List.copyOf(guards);
        this.sids = sids;
        this.suffix = suffix;
        this.failures = failures;
        this.observers = observers;
    }

    /**
     * Finds the beans.
     *
     * @param suffix is put behind each id
     * @throws DeploymentException when there are several that make ids
     */
    static ApplicationHandshakes of(BeanManager beans, String suffix, Failures failures, ServerObservers observers) {
        return new ApplicationHandshakes(
                all(beans, HandshakeGuard.class), sidGenerator(beans), suffix, failures, observers);
    }

    /** The one that makes ids, as an injection would find it: an alternative comes before what is none. */
    private static @Nullable SidGenerator sidGenerator(BeanManager beans) {
        Set<Bean<?>> all = beans.getBeans(SidGenerator.class, Any.Literal.INSTANCE);
        if (all.isEmpty()) {
            return null;
        }
        try {
            Bean<?> bean = beans.resolve(all);
            return (SidGenerator) beans.getReference(bean, SidGenerator.class, beans.createCreationalContext(bean));
        } catch (AmbiguousResolutionException e) {
            throw new DeploymentException(
                    "There are " + all.size() + " beans of the type " + SidGenerator.class.getName()
                            + ", and only one can make the ids of connections: remove the others, or make one an"
                            + " alternative that is enabled.");
        }
    }

    private static <T> List<T> all(BeanManager beans, Class<T> type) {
        return beans.getBeans(type, Any.Literal.INSTANCE).stream()
                .sorted(Comparator.comparingInt(ApplicationHandshakes::priority))
                .map(bean -> type.cast(beans.getReference(bean, type, beans.createCreationalContext(bean))))
                .toList();
    }

    private static int priority(Bean<?> bean) {
        Priority priority = bean.getBeanClass().getAnnotation(Priority.class);
        return priority == null ? Integer.MAX_VALUE : priority.value();
    }

    @Override
    public boolean asksFirst() {
        return !guards.isEmpty();
    }

    @Override
    public Optional<String> refusal(HandshakeRequest request) {
        Handshake head = Handshakes.of(request);
        for (HandshakeGuard guard : guards) {
            try {
                guard.check(head);
            } catch (RefusedException e) {
                return Optional.of(e.text());
            } catch (RuntimeException | Error e) {
                failures.unheard(e, ServerCaller.INSTANCE, "a handshake guard");
                return Optional.of(EngineError.FORBIDDEN.message());
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> sid(EngineServer server, HandshakeRequest request) {
        if (sids == null) {
            return Optional.of(server.newSid());
        }
        String id;
        try {
            id = sids.generate(Handshakes.of(request));
        } catch (RuntimeException | Error e) {
            failures.unheard(e, ServerCaller.INSTANCE, "the generator of connection ids");
            return Optional.empty();
        }
        if (id == null || !SID.matcher(id).matches()) {
            complain("has made an id that has not 16 to 128 letters, digits, '-', '_', '.' or '~'");
            return Optional.empty();
        }
        String whole = id + suffix;
        if (server.session(whole).isPresent()) {
            complain("has made an id twice: that of a connection that is there");
            return Optional.empty();
        }
        return Optional.of(whole);
    }

    private void complain(String what) {
        long times = complaints.mayBeSaid(System.nanoTime());
        if (times > 0 && sids != null) {
            LOG.log(
                    Level.ERROR,
                    "The application''s SidGenerator {0}. The handshake was refused ({1} times in the last minute).",
                    what,
                    times);
        }
    }

    @Override
    public boolean isTold() {
        return observers.anyOf(ConnectionError.class);
    }

    @Override
    public void refused(EngineRefusal refusal, Map<String, String> context) {
        observers.tell(new ConnectionError(refusal.error().code(), refusal.message(), context));
    }
}
