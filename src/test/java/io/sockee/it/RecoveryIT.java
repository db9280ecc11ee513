package io.sockee.it;

import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.clients.NodeClients;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock clients come back after their connections broke; and an application whose actions only sockets can call. */
@ExtendWith(ArquillianExtension.class)
class RecoveryIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of("sockee.recovery.enabled", "true", "sockee.api.enabled", "false"))
                .addPackage("io.sockee.it.app");
    }

    @BeforeAll
    static void install() {
        NodeClients.install();
    }

    @ParameterizedTest(name = "by {0} they are who they were, and have missed nothing, and heard nothing twice")
    @ValueSource(strings = {"polling", "websocket", "upgrade"})
    void comeBack(String transport) throws JSONException {
        JSONObject seen = NodeClients.run(
                "recovery-" + transport,
                "recovery.js",
                List.of(Deployments.base().toString(), transport));
        assertThat(seen.getBoolean("first")).isFalse();
        assertThat(seen.getJSONArray("recovered")).hasToString("[true,true,true]");
        assertThat(seen.getBoolean("sameIds")).isTrue();
        assertThat(seen.getJSONArray("heard"))
                .hasToString("[\"live 0\",\"missed 1\",\"missed 2\",\"missed 3\",\"live 4\",\"missed 5\",\"missed 6\","
                        + "\"missed 7\",\"live 8\",\"missed 9\",\"missed 10\",\"missed 11\",\"by id\"]");
        assertThat(seen.getJSONArray("rooms")).hasToString("[\"all\",\"green\",\"red\"]");
        assertThat(seen.getBoolean("afterLeaving")).isFalse();
        assertThat(seen.getBoolean("otherId")).isTrue();
    }

    @Test
    @DisplayName("actions that are switched off over HTTP are not there, and sockets call them as ever")
    void noActionsOverHttp() {
        for (String action : List.of("app/square", "app/opened", "app/nothing")) {
            try (RawHttp http =
                    RawHttp.connect(Endpoint.socketIo(Deployments.base()).at("/api/" + action))) {
                assertThat(http.head("GET", "5").read().status()).as(action).isEqualTo(404);
            }
        }
        try (Client client = Client.join("/")) {
            assertThat(client.call("app.square", "5")).isEqualTo(ok("25"));
        }
    }
}
