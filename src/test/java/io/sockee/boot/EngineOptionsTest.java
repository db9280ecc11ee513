package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.boot.EngineOptions.Parser;
import io.sockee.routing.DeploymentException;
import io.sockee.socket.NamespaceRules;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for one path of Engine.IO, and for one namespace. */
class EngineOptionsTest {

    private static Settings settings(String... lines) {
        Map<String, String> all = new HashMap<>();
        Arrays.stream(lines).forEach(line -> all.put(line.split("=", 2)[0], line.split("=", 2)[1]));
        return new Settings(key -> Optional.ofNullable(all.get(key)));
    }

    @Test
    void thereIsOnePathUnlessMoreAreNamed() {
        Map<String, EngineOptions> paths = settings().paths();
        assertThat(paths).containsOnlyKeys("/socket.io");
        EngineOptions options = paths.values().iterator().next();
        assertThat(options.allowsVersion3()).isFalse();
        assertThat(options.jsonp()).isFalse();
        assertThat(options.parser()).isEqualTo(Parser.ANY);
        assertThat(options.compression()).isEmpty();
    }

    @Test
    void aPathOrNamespaceCanDoWithoutWhatIsSetForAll() {
        Settings settings = settings(
                "sockee.engine.paths=/socket.io,/plain",
                "sockee.engine.cookie=io",
                "sockee.engine.\"/plain\".cookie=none",
                "sockee.namespace.origins=https://www.example.org",
                "sockee.namespace.\"/open\".origins=none");
        assertThat(settings.paths().get("/socket.io").cookie()).contains("io");
        assertThat(settings.paths().get("/plain").cookie()).isEmpty();
        NamespaceRules rules = settings.namespaces().rules(List.of("/open"));
        assertThat(rules.of("/open").origins()).isNull();
        assertThat(rules.of("/other").origins()).isNotNull();
    }

    @Test
    void whatHasAValueByDefaultCannotBeNothing() {
        assertThatThrownBy(() -> settings("sockee.engine.\"/socket.io\".ping-interval=none")
                        .paths())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("sockee.engine.\"/socket.io\".ping-interval")
                .hasMessageContaining("'none'")
                .hasMessageContaining("a whole number of milliseconds");
    }

    @Test
    void aPathHasItsOwnOptionsAndElseThoseForAll() {
        Map<String, EngineOptions> paths = settings(
                        "sockee.engine.paths=/socket.io, /old",
                        "sockee.engine.ping-interval=1000",
                        "sockee.engine.\"/old\".ping-interval=2000",
                        "sockee.engine.\"/old\".allow-eio3=true",
                        "sockee.engine.\"/old\".parser=msgpack",
                        "sockee.engine.\"/old\".max-payload=5000",
                        "sockee.engine.\"/old\".cookie=io",
                        "sockee.engine.\"/old\".transports=websocket",
                        "sockee.engine.\"/old\".poll-compression=true",
                        "sockee.engine.poll-compression-threshold=77")
                .paths();
        assertThat(paths.keySet()).containsExactly("/socket.io", "/old");
        EngineOptions usual = paths.get("/socket.io");
        EngineOptions old = paths.get("/old");
        assertThat(List.of(usual.engine().pingInterval(), old.engine().pingInterval()))
                .containsExactly(1000L, 2000L);
        assertThat(List.of(usual.engine().maxPayload(), old.engine().maxPayload()))
                .containsExactly(1_000_000, 5000);
        assertThat(old.engine().transports()).hasSize(1);
        assertThat(usual.allowsVersion3()).isFalse();
        assertThat(old.allowsVersion3()).isTrue();
        assertThat(old.parser()).isEqualTo(Parser.MSGPACK);
        assertThat(old.cookie()).contains("io");
        assertThat(usual.compression()).isEmpty();
        assertThat(old.compression()).hasValue(77);
    }

    /** What a client that is there may still have to say that it has not got, whatever its path's heartbeat. */
    @Test
    void whatIsKeptForClientsThatAreThereIsKeptForTheSlowestHeartbeat() {
        assertThat(settings(
                                "sockee.recovery.enabled=true",
                                "sockee.engine.paths=/socket.io,/slow",
                                "sockee.engine.\"/slow\".ping-interval=100000")
                        .recovery()
                        .orElseThrow()
                        .arrivedMillis())
                .isEqualTo(100_000 + 20_000 + 5_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sockee.engine.paths=|sockee.engine.paths",
                "sockee.engine.paths=old|sockee.engine.paths",
                "sockee.engine.paths=/socket.io,/a b|sockee.engine.paths",
                "sockee.engine.parser=xml|sockee.engine.parser",
                "sockee.engine.\"/socket.io\".parser=xml|sockee.engine.\"/socket.io\".parser",
                "sockee.engine.\"/socket.io\".ping-interval=1|sockee.engine.\"/socket.io\".ping-interval",
                "sockee.engine.\"/socket.io\".transports=pigeon|sockee.engine.\"/socket.io\".transports",
                "sockee.engine.\"/socket.io\".cookie=a b|sockee.engine.\"/socket.io\".cookie",
            })
    void aWrongOneIsNamed(String line, String setting) {
        assertThatThrownBy(() -> settings(line).paths())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("The setting " + setting + " is ");
    }

    @Test
    void namespacesHaveTheirOwnRulesAndElseThoseForAll() {
        Settings settings = settings(
                "sockee.namespace.max-sockets=100",
                "sockee.namespace.\"/admin\".max-sockets=2",
                "sockee.namespace.\"/admin\".origins=https://Admin.example.org:443",
                "sockee.namespace.\"/room/{id}\".recovery=false");
        var rules = settings.namespaces().rules(List.of("/", "/admin", "/room/{id}"));
        assertThat(rules.of("/").maxSockets()).isEqualTo(100);
        assertThat(rules.of("/").origins()).isNull();
        assertThat(rules.of("/").recovers()).isTrue();
        assertThat(rules.of("/admin").maxSockets()).isEqualTo(2);
        assertThat(rules.of("/admin").origins())
                .accepts("https://admin.example.org")
                .rejects("https://example.org");
        assertThat(rules.of("/room/{id}").recovers()).isFalse();
        assertThatThrownBy(() -> settings("sockee.namespace.\"/\".origins=example.org")
                        .namespaces()
                        .rules(List.of("/")))
                .hasMessageContaining("The setting sockee.namespace.\"/\".origins is 'example.org'");
    }
}
