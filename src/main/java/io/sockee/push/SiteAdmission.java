package io.sockee.push;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sockee.api.RefusedException;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Timers;
import io.sockee.delivery.BusyException;
import io.sockee.delivery.DeviceKey;
import io.sockee.delivery.DeviceSocket;
import io.sockee.delivery.Devices;
import io.sockee.delivery.HangingException;
import io.sockee.event.Event;
import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.persistence.OutcomeUnknownException;
import io.sockee.site.Rooms;
import io.sockee.site.Site;
import io.sockee.socket.Admission;
import io.sockee.socket.WireSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets the clients of a site in, into the rooms that their website tells, or their token. Their devices are connected once nobody has
 * refused them.
 */
final class SiteAdmission implements Admission {

    /**
     * A site, and what speaks to its website.
     *
     * @param tokens checks its tokens before the website is asked; empty when only the website can
     */
    record Served(Site site, Website website, UserTimes times, Optional<TokenCheck> tokens) {}

    /** The longest time that is measured, in milliseconds: some hundred years. */
    private static final long LONGEST = 1L << 42;

    private final Function<String, Optional<Served>> sites;
    private final Optional<Devices> devices;
    private final Timers timers;
    private final InstantSource clock;

    /**
     * For which site the query of a connection was meant: the first whose namespace its client joins. A second site on the same
     * connection does not get it, so that no site is told another one's token.
     */
    private final Cache<HandshakeRequest, String> queries = Caffeine.newBuilder()
            .executor(Runnable::run) // not on the common pool, which outlives the application
            .weakKeys()
            .build();

    /**
     * @param sites the site of a namespace
     */
    SiteAdmission(
            Function<String, Optional<Served>> sites, Optional<Devices> devices, Timers timers, InstantSource clock) {
        this.sites = sites;
        this.devices = devices;
        this.timers = timers;
        this.clock = clock;
    }

    @Override
    public Optional<Step> step(String namespace, HandshakeRequest handshake, @Nullable String auth) {
        Optional<Served> served = sites.apply(namespace);
        if (served.isEmpty()) {
            return Optional.empty();
        }
        String owner = queries.get(handshake, connection -> namespace);
        Map<String, String> query = namespace.equals(owner) ? handshake.query() : Map.of();
        Credentials credentials = Credentials.of(query, auth);
        return Optional.of(socket -> look(served.get(), credentials, socket));
    }

    private CompletionStage<Entry> look(Served served, Credentials credentials, WireSocket socket) {
        if (!credentials.isDeviceValid()) {
            throw new RefusedException("The deviceId has more than " + DeviceKey.MAX_DEVICE
                    + " characters, control characters, half ones, or a space at its end.");
        }
        Optional<TokenCheck.Token> token = served.tokens().map(check -> checked(check, credentials));
        return rooms(served, token, credentials).thenApply(rooms -> {
            Entry entry = join(served, credentials, rooms, socket);
            return token.isEmpty() ? entry : until(token.get().expires(), entry);
        });
    }

    /** The rooms that the website tells; where it is not asked, those of the token's user. */
    private static CompletionStage<List<String>> rooms(
            Served served, Optional<TokenCheck.Token> token, Credentials credentials) {
        if (served.site().authUrl().isPresent()) {
            return served.website().rooms(credentials);
        }
        String user = token.orElseThrow().user(); // a site without an authUrl has an issuer
        List<String> rooms = served.site().roomsOf(user);
        if (!Rooms.areValid(rooms)) {
            throw new RefusedException(
                    "Authentication failed: the name that the token has for its user cannot be part of a room's name");
        }
        return CompletableFuture.completedStage(rooms);
    }

    /** A token that is no good is refused before its website hears of it. */
    private static TokenCheck.Token checked(TokenCheck check, Credentials credentials) {
        String token = credentials.token().orElseThrow(() -> new RefusedException("Authentication failed"));
        try {
            return check.check(token);
        } catch (RefusedException e) {
            throw e.data() == null ? new RefusedException("Authentication failed: " + e.text(), e) : e;
        }
    }

    /** The socket goes when its token is past its time: what the token has allowed ends with it. */
    private Entry until(Instant expires, Entry entry) {
        return in -> {
            long left = Math.max(0, Duration.between(clock.instant(), expires).toMillis());
            Timers.Timer end = timers.scheduleMillis(Math.min(left, LONGEST), in::disconnect);
            in.whenGone(end::cancel);
            return entry.enter(in);
        };
    }

    private static Throwable refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof DatabaseUnavailableException
                        || cause instanceof OutcomeUnknownException
                        || cause instanceof HangingException
                        || cause instanceof BusyException
                ? RefusedException.retryAfter("The database is not available. Try again later.", Website.REST)
                : cause;
    }

    private Entry join(Served served, Credentials credentials, List<String> rooms, WireSocket socket) {
        Site site = served.site();
        if (!site.isDurable()) {
            socket.join(rooms.toArray(String[]::new));
            return Entry.NOTHING;
        }
        String room = site.privateRoom(rooms).orElseThrow(() -> new RefusedException("User is missing a private room"));
        socket.join(rooms.toArray(String[]::new));
        return in -> withRefusals(connect(served, credentials, rooms, room, in));
    }

    private static <T> CompletionStage<T> withRefusals(CompletionStage<T> stage) {
        return stage.exceptionallyCompose(failure -> CompletableFuture.failedStage(refusal(failure)));
    }

    /** Connects the client's device, which gets the messages that wait for it. */
    private CompletionStage<?> connect(
            Served served, Credentials credentials, List<String> rooms, String room, WireSocket socket) {
        Site site = served.site();
        DeviceKey key = site.userOf(room).isPresent()
                ? DeviceKey.ofUser(site.name(), room, credentials.device())
                : DeviceKey.ofVisitor(
                        site.name(),
                        room,
                        credentials.visitor(),
                        !credentials.device().isEmpty());
        return devices.orElseThrow()
                .connect(key, rooms, new Link(socket, served, room, credentials), credentials.withIds());
    }

    /** A socket as the device's queue sees it. */
    private final class Link implements DeviceSocket {
        private final WireSocket socket;
        private final Served served;
        private final String room;
        private final Credentials credentials;

        private Link(WireSocket socket, Served served, String room, Credentials credentials) {
            this.socket = socket;
            this.served = served;
            this.room = room;
            this.credentials = credentials;
        }

        @Override
        public String id() {
            return socket.id();
        }

        @Override
        public void send(Event event) {
            socket.send(event);
        }

        @Override
        public Runnable ask(Event event, Runnable answered) {
            return socket.ask(event, answered);
        }

        /** Called when the device has been connected: so the website is told of that first, and of the end only after it. */
        @Override
        public void whenGone(Runnable task) {
            tell(UserTimes.What.CONNECTED);
            socket.whenGone(() -> {
                task.run();
                tell(UserTimes.What.DISCONNECTED);
            });
        }

        private void tell(UserTimes.What what) {
            served.times().tell(what, room, credentials, clock.instant());
        }
    }
}
