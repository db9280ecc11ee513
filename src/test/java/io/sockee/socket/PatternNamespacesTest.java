package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.DisconnectReason;
import io.sockee.api.NameParam;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.connection.CloseReason;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Namespaces of a pattern: there while somebody is in them. */
class PatternNamespacesTest {

    @NonBlocking
    @Controller(namespace = "/tenant/{tenant}")
    public static class Tenants {
        final List<String> seen = new CopyOnWriteArrayList<>();

        @OnConnect
        public void connect(Socket socket, @NameParam String tenant) {
            if (tenant.equals("closed")) {
                throw new RefusedException("Closed.");
            }
            seen.add("+" + tenant);
        }

        @On("who.{what}")
        public String who(@NameParam String tenant, @NameParam("what") String what) {
            return tenant + " " + what;
        }

        @On("tell")
        public void tell(Socket socket) {
            socket.everyone().emit("told");
        }

        @OnDisconnect
        public void gone(@NameParam String tenant, DisconnectReason reason) {
            seen.add("-" + tenant);
        }
    }

    private final Tenants tenants = new Tenants();
    private final SocketFixture fixture = new SocketFixture(tenants);
    private final RecordingConnection ann = fixture.client();
    private final RecordingConnection bob = fixture.client();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void oneComesWithItsFirstSocketAndGoesWithItsLast() {
        assertThat(fixture.hub.namespaces()).isEqualTo(1);
        ann.say("0/tenant/blue,");
        bob.say("0/tenant/blue,");
        assertThat(fixture.hub.namespaces()).isEqualTo(2);
        ann.heard();
        bob.heard();
        ann.say("2/tenant/blue,[\"tell\"]");
        assertThat(ann.heard()).containsExactly("2/tenant/blue,[\"told\"]");
        assertThat(bob.heard()).containsExactly("2/tenant/blue,[\"told\"]");
        ann.say("1/tenant/blue,");
        assertThat(fixture.hub.namespace("/tenant/blue")).isPresent();
        bob.close(CloseReason.TRANSPORT_CLOSE);
        assertThat(fixture.hub.namespace("/tenant/blue")).isEmpty();
        assertThat(fixture.hub.namespaces()).isEqualTo(1);
        assertThat(tenants.seen).containsExactly("+blue", "+blue", "-blue", "-blue");
    }

    @Test
    void methodsGetTheVariablesOfBothNames() {
        ann.say("0/tenant/red,");
        ann.heard();
        ann.say("2/tenant/red,7[\"who.am-i\"]");
        assertThat(ann.heard()).containsExactly("3/tenant/red,7[{\"ok\":true,\"err\":false,\"res\":\"red am-i\"}]");
    }

    @Test
    void aNameThatThePatternDoesNotMatchIsInvalid() {
        ann.say("0/tenant/", "0/tenant/a/b,", "0/tenant,");
        assertThat(ann.heard())
                .containsExactly(
                        "4/tenant/,{\"message\":\"Invalid namespace\"}",
                        "4/tenant/a/b,{\"message\":\"Invalid namespace\"}",
                        "4/tenant,{\"message\":\"Invalid namespace\"}");
        assertThat(fixture.hub.namespaces()).isEqualTo(1);
    }

    @Test
    void oneThatNobodyIsLetIntoIsNotThereAfterwards() {
        ann.say("0/tenant/closed,");
        assertThat(ann.heard()).containsExactly("4/tenant/closed,{\"message\":\"Closed.\"}");
        assertThat(fixture.hub.namespaces()).isEqualTo(1);
    }

    @Test
    void aConnectionIsInNoMoreNamespacesThanItMay() {
        for (int i = 1; i <= 5; i++) {
            ann.say("0/tenant/t" + i + ",");
        }
        assertThat(ann.heard()).hasSize(5).last().isEqualTo("4/tenant/t5,{\"message\":\"Too many namespaces.\"}");
        ann.say("1/tenant/t1,", "0/tenant/t5,");
        assertThat(ann.heard()).singleElement().asString().startsWith("0/tenant/t5,{\"sid\":");
        assertThat(ann.closed()).isEmpty();
    }

    /** Who leaves and joins again has the application asked each time. */
    @Test
    void aConnectionJoinsNoMoreOftenInAMinuteThanItMay() {
        for (int i = 1; i <= 20; i++) {
            ann.say("0/tenant/t1,", "1/tenant/t1,");
        }
        assertThat(ann.heard()).hasSize(20).allMatch(packet -> packet.startsWith("0/tenant/t1,{\"sid\":"));
        ann.say("0/tenant/t1,");
        assertThat(ann.heard())
                .containsExactly("4/tenant/t1,{\"message\":\"Too many joins: try again in a minute.\","
                        + "\"data\":{\"retryAfter\":60}}");
        fixture.timers.pass(60_001);
        ann.say("0/tenant/t1,");
        assertThat(ann.heard()).singleElement().asString().startsWith("0/tenant/t1,{\"sid\":");
        assertThat(ann.closed()).isEmpty();
    }
}
