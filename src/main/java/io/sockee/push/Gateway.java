package io.sockee.push;

import io.sockee.address.Target;
import io.sockee.connection.Timers;
import io.sockee.delivery.Accepted;
import io.sockee.delivery.Devices;
import io.sockee.delivery.Message;
import io.sockee.delivery.Send;
import io.sockee.event.Event;
import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.site.Site;
import io.sockee.site.Sites;
import io.sockee.socket.Admission;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Lets websites push to their users: the clients that a website lets in, and what it posts. Safe for any thread; does not block.
 */
public final class Gateway {

    /** Sends at once to the sockets of this node. */
    @FunctionalInterface
    public interface Emitter {
        /** Sends an event to some sockets of a namespace. Any thread; must not block. */
        void emit(String namespace, Target target, Event event);
    }

    /**
     * What the gateway needs to run.
     *
     * @param executor runs what calls to websites need, which may block
     * @param emitter sends the messages that are not kept
     */
    public record Platform(Executor executor, Timers timers, InstantSource clock, Emitter emitter) {}

    private final Sites sites;
    private final Optional<Devices> devices;
    private final Platform platform;
    private final Map<String, SiteAdmission.Served> served = new HashMap<>();
    private final SecureRandom random = new SecureRandom();

    /**
     * @param tokens checks the tokens of a site, if the server can
     * @param devices present when there is a database; needed for durable sites and to recognize repeated requests
     */
    public Gateway(
            Sites sites,
            WebsiteSettings settings,
            Function<Site, Optional<TokenCheck>> tokens,
            Optional<Devices> devices,
            Platform platform) {
        this.sites = sites;
        this.devices = devices;
        this.platform = platform;
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .executor(platform.executor())
                .build();
        for (Site site : sites.all()) {
            Website website = new Website(site, http, platform.executor(), platform.timers(), settings);
            served.put(
                    site.namespace(),
                    new SiteAdmission.Served(
                            site, website, new UserTimes(site, website, platform.timers()), tokens.apply(site)));
        }
    }

    /** Ends the calls to websites, when nobody asks them any more. */
    public void close() {
        served.values().forEach(site -> site.website().end());
    }

    /** The link of the admission that lets clients of sites in; it has no step for other namespaces. */
    public Admission admission() {
        return new SiteAdmission(
                namespace -> Optional.ofNullable(served.get(namespace)), devices, platform.timers(), platform.clock());
    }

    /** The site of a name, if the key is its own. */
    public Optional<Site> authenticate(String name, String key) {
        return sites.authenticate(name, key);
    }

    /**
     * Sends what a website posted.
     *
     * @param resync whether answers out of order mean that a client has missed something
     * @param idempotencyKey identifies the request: when it comes again, the message is not sent again
     * @return completes when the message has been sent, and on a durable site stored; fails as {@link Devices#accept} does
     */
    public CompletionStage<Accepted> send(Site site, Post post, boolean resync, Optional<String> idempotencyKey) {
        Message message = Message.of(
                Ulid.of(platform.clock().millis(), random),
                post.event(),
                quoted(post.event().name()),
                resync);
        if (!site.isDurable() && idempotencyKey.isEmpty()) {
            emit(site, post);
            return CompletableFuture.completedStage(plain(message, post));
        }
        Optional<Send.Once> once = idempotencyKey.map(key -> new Send.Once(Digest.of(key), digest(post, resync)));
        if (devices.isEmpty()) { // a site without a queue, and without a database repetitions are not recognized
            return CompletableFuture.failedStage(new DatabaseUnavailableException("There is no database.", null));
        }
        Devices queues = devices.get();
        if (!site.isDurable()) {
            Send recorded = new Send(site.name(), Set.of(), message, once);
            return queues.accept(recorded, () -> emit(site, post))
                    .thenApply(accepted -> new Accepted(accepted.ids(), List.copyOf(new TreeSet<>(post.rooms())), 0));
        }
        return queues.accept(new Send(site.name(), post.rooms(), message, once), () -> {});
    }

    private void emit(Site site, Post post) {
        platform.emitter()
                .emit(site.namespace(), Target.EVERYONE.to(post.rooms().toArray(String[]::new)), post.event());
    }

    private static Accepted plain(Message message, Post post) {
        return new Accepted(List.of(message.id()), List.copyOf(new TreeSet<>(post.rooms())), 0);
    }

    private static String quoted(String name) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(name).toString();
    }

    private static String digest(Post post, boolean resync) {
        StringBuilder all = new StringBuilder();
        new TreeSet<>(post.rooms()).forEach(room -> all.append(room).append('\n'));
        all.append('\n').append(post.event().name()).append('\n').append(resync).append('\n');
        post.event().arguments().appendTo(all);
        return Digest.of(all.toString());
    }
}
