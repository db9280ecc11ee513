package io.sockee.push;

import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.ManualTimers;
import io.sockee.databases.DatabaseAddress;
import io.sockee.databases.StoredEntities;
import io.sockee.databases.TestDatabase;
import io.sockee.delivery.DeviceSettings;
import io.sockee.delivery.DeviceSweep;
import io.sockee.delivery.Devices;
import io.sockee.delivery.QueueLimits;
import io.sockee.metrics.Counters;
import io.sockee.site.Site;
import io.sockee.socket.Admission;
import io.sockee.socket.AdmissionSuite;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

/** With a site that delivers durably, so that the device of who comes in is stored. */
@DisplayName("Links that ask websites")
class SiteAdmissionSuiteTest extends AdmissionSuite {
    private static final String ELSEWHERE = "/elsewhere";

    private final DatabaseAddress database = TestDatabase.H2.migrated();
    private final StoredEntities entities = new StoredEntities(database, DeviceSweep.entities());
    private final ManualTimers timers = new ManualTimers();
    private final WebsiteServer server = new WebsiteServer();

    @AfterEach
    void close() {
        server.close();
        entities.close();
    }

    @Override
    protected Admission link() {
        server.page(exchange -> {
            boolean known = "Bearer anns".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            WebsiteServer.answer(exchange, known ? 200 : 401, known ? "[\"user_ann\"]" : "");
        });
        SiteAdmission.Served served = served();
        SiteAdmission link = new SiteAdmission(
                namespace -> Optional.of(served).filter(site -> !namespace.equals(ELSEWHERE)),
                Optional.of(devices()),
                timers,
                InstantSource.system());
        return (namespace, handshake, auth) -> step(link, namespace, handshake, auth);
    }

    /** A step that waits for the website: what the suite asks for has then come. */
    private static Optional<Admission.Step> step(
            SiteAdmission link, String namespace, HandshakeRequest handshake, @Nullable String auth) {
        return link.step(namespace, handshake, auth).map(step -> socket -> {
            CompletionStage<Admission.Entry> looked = step.look(socket);
            Object unused = looked.handle((entry, refusal) -> true)
                    .toCompletableFuture()
                    .join();
            return looked;
        });
    }

    private SiteAdmission.Served served() {
        Site site = new Site(
                "shop",
                URI.create(server.url("/auth")),
                "Bearer",
                List.of(),
                Optional.of("user_"),
                Optional.empty(),
                Optional.empty());
        Website website = new Website(
                site,
                HttpClient.newHttpClient(),
                ForkJoinPool.commonPool(),
                timers,
                new WebsiteSettings(Duration.ofSeconds(20), Duration.ofSeconds(20), 2, 3, false));
        return new SiteAdmission.Served(site, website, new UserTimes(site, website, timers), Optional.empty());
    }

    private Devices devices() {
        return new Devices(
                new DeviceSettings(Duration.ofHours(1), new QueueLimits(100, 10_000), 100),
                new Devices.Platform(
                        entities,
                        Runnable::run,
                        Runnable::run,
                        timers,
                        InstantSource.system(),
                        "node",
                        new Counters()));
    }

    @Override
    protected String good() {
        return "{\"token\":\"anns\"}";
    }

    @Override
    protected String bad() {
        return "{\"token\":\"nobodys\"}";
    }

    /** In a site's namespace it looks at everybody: a website may let those in who bring nothing. */
    @Override
    protected String unconcerned() {
        return ELSEWHERE;
    }

    @Override
    protected int changes() {
        return Integer.parseInt(database.value("select count(*) from push_devices"));
    }
}
