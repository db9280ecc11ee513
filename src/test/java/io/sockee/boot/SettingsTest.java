package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.admin.AdminOptions;
import io.sockee.endpoint.HttpsPolicy;
import io.sockee.engineio.EngineSettings;
import io.sockee.engineio.Transport;
import io.sockee.identity.AuthSettings;
import io.sockee.identity.AuthSettings.Length;
import io.sockee.identity.Identity;
import io.sockee.routing.DeploymentException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static Settings with(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new Settings(key -> Optional.ofNullable(values.get(key)));
    }

    @Test
    void presenceMayHaveNoHeartbeatAndThenPurgesNobody() {
        assertThat(with().presence().heartbeat()).isEqualTo(30_000);
        assertThat(with().presence().purge()).isEqualTo(60_000);
        assertThat(with("sockee.presence.heartbeat", "0").presence().heartbeat())
                .isZero();
        assertThat(with("sockee.presence.heartbeat", "0").presence().purge()).isZero();
        assertThat(with("sockee.presence.purge", "0").presence().purge()).isZero();
        assertThat(with("sockee.presence.heartbeat", "100", "sockee.presence.purge", "200")
                        .presence()
                        .purge())
                .isEqualTo(200);
    }

    private static void readAll(Settings settings) {
        settings.dev();
        settings.print();
        settings.presence();
        settings.demo();
        settings.demoUrl();
        settings.servesClient();
        settings.origins();
        settings.admin();
        settings.hosts();
        settings.connections();
        settings.bodies();
        settings.trustedProxies();
        settings.https();
        settings.sidSuffix();
        settings.cookie();
        settings.engine();
        settings.sockJs();
        Object unused = settings.sessions();
        settings.sockets();
        settings.limits();
        settings.requestLog();
        settings.authentication();
        settings.jwt();
        settings.maxAttachments();
        settings.maxDepth();
        settings.controllerThreads();
        settings.controllerQueue();
        settings.dataSuffix();
        settings.errorSuffix();
        settings.push().sites();
        settings.push().maxSendBody();
        settings.push().devices();
        settings.push().websites();
        settings.users().enabled();
        settings.users().event();
        settings.users().rules();
        settings.users().limits();
        settings.users().handshake();
        settings.users().watchInterval();
    }

    @Test
    void registrationIsOpenInDevelopmentOnlyUnlessItIsSaidOtherwise() {
        assertThat(with().users().rules().registration()).isFalse();
        assertThat(with("sockee.profile", "dev").users().rules().registration()).isTrue();
        assertThat(with("sockee.auth.registration", "true").users().rules().registration())
                .isTrue();
    }

    @Test
    void theRulesOfUsersAreSockeysByDefault() {
        assertThat(with().users().rules())
                .isEqualTo(new AuthSettings(
                        true,
                        Duration.ofDays(1),
                        Duration.ofDays(365),
                        new Length(3, 32),
                        new Length(5, 60),
                        true,
                        true,
                        false));
        assertThat(with().users().limits()).isEqualTo(new Identity.Limits(2, 16, 16, 10, 30));
        assertThat(with("sockee.controllers.threads", "8").users().limits().databaseCalls())
                .isEqualTo(4);
        assertThat(with().users().enabled()).isEmpty();
    }

    @Test
    void aLoginIsNotForgottenBeforeItIsToBeRenewed() {
        assertThat(with("sockee.auth.persistent-days", "0").users().rules().remembered())
                .isZero();
        assertThatThrownBy(() -> with("sockee.auth.persistent-days", "1", "sockee.auth.token-timeout", "86401")
                        .users()
                        .rules())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("sockee.auth.persistent-days is '1'");
    }

    @Test
    void theGatewaysFormerNameOfTheTimeIsKnown() {
        assertThat(with().push().devices().ttl()).isEqualTo(Duration.ofHours(1));
        assertThat(with("DEVICE_TTL", "0").push().devices().ttl()).isZero();
        assertThat(with("sockee.push.device-ttl", "60").push().devices().ttl()).isEqualTo(Duration.ofMinutes(1));
    }

    private static void requireRoomForBatches(Settings settings) {
        settings.push().requireRoomForBatches(settings.engine());
    }

    @Test
    void aConnectionHasRoomForAllThatMayWaitForADevice() {
        requireRoomForBatches(with());
        assertThatThrownBy(() -> requireRoomForBatches(with("sockee.push.queue-bytes", "4194304")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContainingAll(
                        "sockee.send-queue.max-bytes is '4194304'",
                        "at least 4391424",
                        "sockee.push.queue-bytes",
                        "sockee.push.queue-messages");
        assertThatThrownBy(() -> requireRoomForBatches(with("sockee.push.queue-messages", "100000")))
                .isInstanceOf(DeploymentException.class);
        assertThatThrownBy(() -> requireRoomForBatches(with("sockee.send-queue.max-messages", "67")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContainingAll("sockee.send-queue.max-messages is '67'", "at least 68");
        assertThatThrownBy(() -> requireRoomForBatches(with("sockee.send-queue.policy", "drop")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("sockee.send-queue.policy is 'drop', but must be close");
    }

    @Test
    void namesAValueForWhatNamesTheSetting() {
        assertThat(with().value("sockee.auth.event")).contains("auth");
        assertThat(with("sockee.auth.event", "door").value("sockee.auth.event")).contains("door");
        assertThat(with("chat.event", "say").value("chat.event")).contains("say");
        assertThat(with().value("chat.event")).isEmpty();
    }

    @Test
    void theDefaultsAreThoseOfTheOfficialServerAndSafe() {
        Settings settings = with();
        assertThat(settings.dev()).isFalse();
        assertThat(settings.demo()).isFalse();
        assertThat(settings.origins()).isEmpty();
        assertThat(settings.cookie()).isEmpty();
        assertThat(settings.sidSuffix()).isEmpty();
        assertThat(settings.trustedProxies().trusts("127.0.0.1")).isFalse();
        assertThat(settings.https()).isEqualTo(new HttpsPolicy(HttpsPolicy.Mode.OFF, 443, 31_536_000));
        assertThat(settings.engine())
                .isEqualTo(new EngineSettings(
                        25_000,
                        20_000,
                        10_000,
                        1_000_000,
                        4096,
                        65_536,
                        4096,
                        EnumSet.allOf(Transport.class),
                        true,
                        4096,
                        4_194_304,
                        true));
        assertThat(settings.sockets().connectTimeout()).isEqualTo(Duration.ofSeconds(45));
        assertThat(settings.maxAttachments()).isEqualTo(10);
    }

    @Test
    void theDemoIsThereInDevelopmentUnlessItIsSaidOtherwise() {
        assertThat(with("sockee.profile", "dev").demo()).isTrue();
        assertThat(with("sockee.demo", "true").demo()).isTrue();
        Map<String, String> off = Map.of("sockee.profile", "dev", "sockee.demo", "false");
        assertThat(new Settings(key -> Optional.ofNullable(off.get(key))).demo())
                .isFalse();
    }

    @Test
    void theDemoReachesItsServerAtThePortOfTheDeliveredConfigurations() {
        assertThat(with("sockee.profile", "dev").demoUrl()).hasToString("http://127.0.0.1:9080/");
        assertThat(with("sockee.http.port", "8081").demoUrl()).hasToString("http://127.0.0.1:8081/");
        assertThat(with("sockee.demo.url", "http://127.0.0.1:8080/sockee/").demoUrl())
                .hasToString("http://127.0.0.1:8080/sockee/");
    }

    @Test
    void theProfileIsTheOneThatIsSetOrElseTheServersOrElseProduction() {
        assertThat(with().profile()).isEqualTo("production");
        assertThat(with("mp.config.profile", "staging").profile()).isEqualTo("staging");
        assertThat(with("mp.config.profile", "staging").dev()).isFalse();
        assertThat(with("mp.config.profile", "dev").dev()).isTrue();
        assertThat(with("mp.config.profile", "dev", "sockee.profile", "production")
                        .dev())
                .isFalse();
    }

    @Test
    void readsLists() {
        assertThat(with("sockee.origins", " https://a.org , http://b.org:81,null,")
                        .origins())
                .containsExactlyInAnyOrder("https://a.org", "http://b.org:81", "null");
        assertThat(with("sockee.engine.transports", "websocket").engine().transports())
                .containsExactly(Transport.WEBSOCKET);
        assertThat(with("sockee.engine.cookie", "io").cookie()).contains("io");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "sockee.profile | my profile | dev, production, or a name of your own: up to 32 small letters, digits, '_' and '-'",
                "sockee.profile | DEV | dev, production, or a name of your own: up to 32 small letters, digits, '_' and '-'",
                "sockee.settings.print | yes | off or changed or all",
                "sockee.demo | yes | true or false",
                "sockee.controllers.max-streams | many | a whole number from 0 to 1000000",
                "sockee.limits.socket-per-second | -1 | a whole number of calls in a second from 0 to 1000000",
                "sockee.limits.user-burst | 0 | a whole number of calls from 1 to 100000000",
                "sockee.log.requests | true | off or refused or all",
                "sockee.authentication.event | connect | an event's name without '{', '}' and '*'",
                "sockee.jwt.keys.timeout | 1 | a whole number of milliseconds from 100 to 60000",
                "sockee.demo.url | http://127.0.0.1:8080/sockee | a URL with a slash at the end, as in http://127.0.0.1:8080/sockee/",
                "sockee.demo.url | localhost:8080/ | a URL with a slash at the end, as in http://127.0.0.1:8080/sockee/",
                "sockee.client.serve | '' | true or false",
                "sockee.origins | example.org | scheme, host and port only, as in https://example.org:8443, or *",
                "sockee.origins | https://a.org/ | scheme, host and port only, as in https://example.org:8443, or *",
                "sockee.trusted-proxies | proxy.example | addresses and ranges of addresses, as in 192.0.2.7 or fd00::/8",
                "sockee.hosts | https://a.org | names without ports, as in www.example.org or *.example.org, or *",
                "sockee.hosts | a.org:80 | names without ports, as in www.example.org or *.example.org, or *",
                "sockee.sockjs.transports | xhr | websocket, websocket-raw, xhr-streaming, xhr-polling, eventsource, htmlfile, jsonp-polling",
                "sockee.sockjs.client-url | sockjs.js | a URL, or a path that begins with a slash",
                "sockee.sockjs.response-limit | 0 | a whole number of bytes from 1000 to 2147483647",
                "sockee.sockjs.heartbeat-delay | 25s | a whole number of milliseconds from 100 to 3600000",
                "sockee.sockjs.disconnect-delay | 0 | a whole number of milliseconds from 100 to 3600000",
                "sockee.sockjs.jsessionid | yes | true or false",
                "sockee.sockjs.ping-timeout | 0 | a whole number of milliseconds from 100 to 3600000",
                "sockee.sockjs.bridge.prefix | sockjs/ | empty, or a path as in /sockjs: it has to begin with a slash, end with none, and"
                        + " have letters, digits, '-', '_', '.' and '~' between slashes",
                "sockee.sockjs.origins | example.org | scheme, host and port only, as in https://example.org:8443, or *",
                "sockee.bodies.min-rate | 0 | a whole number of bytes in a second from 1 to 1000000000",
                "sockee.connections.max | 0 | a whole number from 1 to 10000000",
                "sockee.trusted-headers | X-Real-IP | Forwarded alone, or a list of X-Forwarded-For, X-Forwarded-Proto and"
                        + " X-Forwarded-Host: those that the proxies set, whatever their clients send",
                "sockee.trusted-headers | Forwarded,X-Forwarded-For | Forwarded alone, or a list of X-Forwarded-For,"
                        + " X-Forwarded-Proto and X-Forwarded-Host: those that the proxies set, whatever their clients send",
                "sockee.trusted-proxies | 0.0.0.0/0 | addresses and ranges of addresses, as in 192.0.2.7 or fd00::/8",
                "sockee.https | true | off or redirect or require",
                "sockee.https.public-port | 0 | a whole number from 1 to 65535",
                "sockee.https.hsts-max-age | 1y | a whole number of seconds from 0 to 3153600000",
                "sockee.presence.heartbeat | 50 | a whole number of milliseconds from 100 to 3600000",
                "sockee.presence.purge | 59999 | a whole number of milliseconds from 60000 to 86400000",
                "sockee.engine.node | a.b | up to 32 letters, digits, '_' and '-'",
                "sockee.engine.ping-interval | 99 | a whole number of milliseconds from 100 to 3600000",
                "sockee.engine.ping-interval | 25s | a whole number of milliseconds from 100 to 3600000",
                "sockee.engine.ping-timeout | 3600001 | a whole number of milliseconds from 100 to 3600000",
                "sockee.engine.upgrade-timeout | -1 | a whole number of milliseconds from 100 to 600000",
                "sockee.engine.max-payload | 99999999999999999999 | a whole number of bytes from 100 to 1000000000",
                "sockee.engine.transports | polling;websocket | polling, websocket, or both",
                "sockee.engine.transports | '' | polling, websocket, or both",
                "sockee.engine.allow-upgrades | 1 | true or false",
                "sockee.engine.cookie | a b | a cookie's name of letters, digits, '_', '.' and '-'",
                "sockee.send-queue.max-messages | 0 | a whole number from 1 to 10000000",
                "sockee.send-queue.max-bytes | 999 | a whole number of bytes from 1000",
                "sockee.send-queue.policy | block | close or drop",
                "sockee.socketio.connect-timeout | 0 | a whole number of milliseconds from 100 to 3600000",
                "sockee.socketio.max-attachments | -1 | a whole number from 0 to 100000",
                "sockee.socketio.max-pending-acks | x | a whole number from 0 to 10000000",
                "sockee.socketio.max-timers | 1.5 | a whole number from 0 to 1000000",
                "sockee.json.max-depth | 0 | a whole number from 1 to 100000",
                "sockee.controllers.threads | 0 | a whole number from 1 to 10000",
                "sockee.controllers.queue | 0 | a whole number from 1 to 10000000",
                "sockee.controllers.max-waiting-calls | 0 | a whole number from 1 to 1000000",
                "sockee.send.max-body | 2000000 | a whole number of bytes from 1000 to 1048576",
                "sockee.push.device-ttl | -1 | a whole number of seconds from 0 to 3153600000",
                "sockee.push.queue-messages | 0 | a whole number from 1 to 1000000",
                "sockee.push.timeout | 0 | a whole number of milliseconds from 10 to 600000",
                "sockee.push.public-addresses-only | yes | true or false",
                "sockee.auth.enabled | yes | true or false",
                "sockee.admin.mode | on | off or development or production",
                "sockee.admin.read-only | yes | true or false",
                "sockee.admin.session-timeout | 59 | a whole number of seconds from 60 to 31536000",
                "sockee.admin.max-sockets | 0 | a whole number from 1 to 100000",
                "sockee.admin.server-id | ä | up to 100 characters of ASCII",
                "sockee.auth.event | a{b} | an event's name without '{', '}' and '*'",
                "sockee.auth.event | disconnect | an event's name without '{', '}' and '*'",
                "sockee.auth.registration | open | true or false",
                "sockee.auth.email-required | '' | true or false",
                "sockee.auth.name-min | 0 | a whole number from 1 to 64",
                "sockee.auth.name-max | 2 | a whole number from 3 to 64",
                "sockee.auth.password-max | 4 | a whole number from 5 to 1024",
                "sockee.auth.password-composition | strict | sockey or none",
                "sockee.auth.token-timeout | 0 | a whole number of seconds from 1 to 3153600000",
                "sockee.auth.sessions | two | one or many",
                "sockee.session.cookie | a=b | a cookie's name of letters, digits, '_', '.' and '-'",
                "sockee.session.cookie-path | shop | a path such as / or /shop",
                "sockee.session.cookie-same-site | lax | Lax or Strict or None",
                "sockee.session.idle-timeout | 299 | a whole number of seconds from 300 to 3153600000",
                "sockee.session.max-bytes | 150001 | a whole number of bytes from 100 to 150000",
                "sockee.session.max-channels | 0 | a whole number from 1 to 500",
                "sockee.session.enabled | yes | true or false",
                "sockee.auth.handshake | payload,cookie | a list of payload, header and query, or none",
                "sockee.auth.watch-interval | -1 | a whole number of milliseconds from 0 to 3600000",
                "sockee.auth.failures-per-account | 0 | a whole number from 1 to 10000",
                "sockee.auth.concurrent-hashes | 0 | a whole number from 1 to 64",
            })
    void aValueThatCannotBeIsRefusedByName(String key, String value, String expected) {
        assertThatThrownBy(() -> readAll(with(key, value)))
                .isInstanceOf(DeploymentException.class)
                .hasMessage("The setting " + key + " is '" + value + "', but must be " + expected + ".");
    }

    private static final String HASH = "$2b$10$N9qo8uLOickgx2ZMRZoMyeD6cuue4VdM9VS1cJ/wwOaQJuY83FyIy";

    private static void refusesAdmin(String why, String... pairs) {
        assertThatThrownBy(() -> with(pairs).admin())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void theAdminUiHasAPasswordThatIsNotSaidAnywhere() {
        assertThat(with().admin().isOn()).isFalse();
        refusesAdmin("sockee.admin.password is ''", "sockee.admin.mode", "production");
        refusesAdmin("sockee.admin.password is ''", "sockee.admin.mode", "production", "sockee.profile", "dev");
        refusesAdmin("sockee.admin.password is ''", "sockee.admin.mode", "development");
        assertThat(with("sockee.admin.mode", "development", "sockee.profile", "dev")
                        .admin()
                        .isOpen())
                .isTrue();
        refusesAdmin(
                "sockee.admin.password is '(hidden)', but must be the bcrypt hash of the password, not the password itself",
                "sockee.admin.password",
                "open sesame");
        refusesAdmin("a cost up to 14: with 15", "sockee.admin.password", HASH.replace("$10$", "$15$"));
        refusesAdmin("sockee.admin.username is ''", "sockee.admin.password", HASH);
        Settings right =
                with("sockee.admin.mode", "production", "sockee.admin.username", "ann", "sockee.admin.password", HASH);
        assertThat(right.admin().isOpen()).isFalse();
        assertThat(right.admin().options("node").toString()).doesNotContain(HASH);
    }

    @Test
    void theAdminUiIsNotToldWhatLogsUsersInAndTakesLessThanMayWaitForAClient() {
        AdminOptions options = with("sockee.auth.event", "login", "sockee.answer.data-suffix", ":data")
                .admin()
                .options("node");
        assertThat(options.secretEvents())
                .contains("login", "login:data", "authenticate", "authenticate:data", "keytest", "sockee:session");
        AdminOptions.Window window = with(
                        "sockee.send-queue.max-bytes", "1000000", "sockee.send-queue.max-messages", "100")
                .admin()
                .options("node")
                .window();
        assertThat(2 * window.bytes() + window.list()).isLessThan(1_000_000);
        assertThat(2 * window.messages()).isLessThan(100);
    }

    @Test
    void everyDefaultIsValid() {
        readAll(with());
        for (Setting setting : Setting.values()) {
            readAll(with(setting.key(), setting.defaultValue()));
        }
    }

    @Test
    void idsAreTwentyUrlSafeCharactersAndNeverTheSame() {
        Supplier<String> ids = new RandomIds();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String id = ids.get();
            assertThat(id).matches("[A-Za-z0-9_-]{20}");
            assertThat(seen.add(id)).isTrue();
        }
    }

    @Test
    void aKeyThatCanBeGuessedIsForDevelopmentAlone() {
        Map<String, String> site = Map.of(
                "SITE_NAME",
                "newsite",
                "AUTH_URL",
                "http://localhost:3000",
                "AUTH_SCHEME",
                "Bearer",
                "API_KEY",
                "54321");
        assertThatThrownBy(() -> new Settings(key -> Optional.ofNullable(site.get(key)))
                        .push()
                        .sites())
                .hasMessage(
                        "The environment: the field 'apiKey' of the site 'newsite' must have 16 characters at least.");
        Settings dev = new Settings(
                key -> key.equals("sockee.profile") ? Optional.of("dev") : Optional.ofNullable(site.get(key)));
        assertThat(dev.push().sites().authenticate("newsite", "54321")).isPresent();
    }

    @Test
    void packetsAreForNobodyUnlessARoleIsNamedAndForAllInDevelopment() {
        assertThat(with().traffic().openness()).isEmpty();
        assertThat(with("sockee.traffic", "role:editor").traffic().openness())
                .hasValue(new Openness(Optional.of("editor")));
        assertThat(with("sockee.profile", "dev").traffic().openness()).hasValue(new Openness(Optional.empty()));
        assertThatThrownBy(() -> with("sockee.traffic", "public").traffic())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("sockee.traffic")
                .hasMessageContaining("role:NAME");
    }

    @Test
    void eventsThatAreHiddenAreNamedWhole() {
        assertThatThrownBy(() -> with("sockee.traffic.hidden", "order.{id}.pay").traffic())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("sockee.traffic.hidden");
    }

    @Test
    void eventsThatHoldSecretsAreKnown() {
        TrafficSettings usual = with("sockee.traffic.hidden", "pay, pin").traffic();
        for (String event : List.of("auth", "auth_data", "auth_error", "authenticate", "keytest", "pay", "pin_data")) {
            assertThat(usual.isSecret("/", event)).as(event).isTrue();
        }
        assertThat(usual.isSecret("/", "say")).isFalse();
        assertThat(usual.isSecret("/admin", "say")).isFalse();
        assertThat(with("sockee.admin.mode", "development").traffic().isSecret("/admin", "session"))
                .isTrue();
    }
}
