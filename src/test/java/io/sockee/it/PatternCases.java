package io.sockee.it;

import static io.sockee.it.Client.event;
import static io.sockee.it.Client.failed;
import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names with variables; run by {@link BindingIT}. */
abstract class PatternCases {

    private static Client tenant(String name) {
        Client client = Client.join("/tenant/" + name);
        assertThat(client.next()).isEqualTo(event("welcome", "'" + name + "'"));
        return client;
    }

    @ParameterizedTest(name = "{0} → {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "order.8.paid     | 'x' | 'acme 8 by x'",
                "order.8.sent     |     | '8 sent'",
                "order.7.paid     |     | 'exactly seven'",
                "order.a b.öß     |     | 'a b öß'",
                "log.             |     | 'log.'",
                "log.a.b:c/d      |     | 'log.a.b:c/d'",
                "log.x.y          |     | 'x log.x.y'",
            })
    @DisplayName("the full name comes before patterns, and of these the one with the most fixed characters")
    void precedence(String event, String argument, String result) {
        try (Client acme = tenant("acme")) {
            String answer = argument == null ? acme.call(event) : acme.call(event, argument);
            assertThat(answer).isEqualTo(ok(result));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"order.8", "order..paid", "order.8.9.paid", "order.a/b.paid", "order.a:b.paid", "log", "xlog.a"})
    @DisplayName("what fits none is an unknown event, and ignored")
    void unknown(String event) {
        try (Client acme = tenant("acme")) {
            acme.ask(event, "'x'");
            acme.heardNothing();
        }
    }

    @Test
    @DisplayName("a variable stands for 255 characters at most")
    void longNames() {
        try (Client acme = tenant("acme")) {
            String longest = "a".repeat(255);
            assertThat(acme.call("order." + longest + ".sent")).isEqualTo(ok("'" + longest + " sent'"));
            acme.ask("order.a" + longest + ".sent");
            acme.heardNothing();
        }
    }

    @Test
    @DisplayName("a variable is bound to the parameter's type")
    void typed() {
        try (Client acme = tenant("acme")) {
            assertThat(acme.call("order.seven.paid", "'x'"))
                    .startsWith("-> [{\"ok\":false,\"err\":")
                    .contains("id", "expected int.");
            assertThat(acme.call("order.9.paid", "5")).isEqualTo(failed("Argument 1 (by): expected String."));
        }
    }

    @Test
    @DisplayName("each namespace of a pattern is one of its own")
    void apart() {
        try (Client acme = tenant("acme");
                Client too = tenant("acme");
                Client other = tenant("other-1_ü")) {
            acme.send("tell", "'hi'");
            assertThat(acme.next()).isEqualTo(event("told", "'hi'"));
            assertThat(too.next()).isEqualTo(event("told", "'hi'"));
            other.heardNothing();
        }
    }

    static String[] invalid() {
        return new String[] {
            "/tenant/", "/tenant", "/tenant/a/b", "/tenant/a.b", "/tenant/a:b", "/tenant/" + "a".repeat(256)
        };
    }

    @ParameterizedTest
    @MethodSource("invalid")
    @DisplayName("a namespace that fits no pattern is invalid")
    void invalidNamespaces(String namespace) {
        try (Client nobody = Client.outside(namespace)) {
            assertThat(nobody.attempt("")).isEqualTo("44" + namespace + ",{\"message\":\"Invalid namespace\"}");
        }
    }

    @Test
    @DisplayName("a namespace that is served by its full name is served by that alone")
    void exactNamespace() {
        try (Client vip = Client.join("/tenant/vip")) {
            assertThat(vip.call("vip")).isEqualTo(ok("'vip'"));
            vip.ask("order.8.sent");
            vip.heardNothing();
        }
    }

    @Test
    @DisplayName("a namespace of a pattern is there while it has sockets")
    void gone() {
        try (Client watcher = Client.join("/patterns")) {
            await().until(() -> watcher.call("namespaces").equals(watcher.call("namespaces")));
            String before = watcher.call("namespaces");
            Client first = tenant("passing");
            Client second = tenant("passing");
            assertThat(watcher.call("namespaces")).isNotEqualTo(before);
            first.leave();
            second.close();
            await().until(() -> watcher.call("namespaces").equals(before));
            first.close();
        }
    }
}
