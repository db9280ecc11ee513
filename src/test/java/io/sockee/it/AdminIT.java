package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.clients.NodeClients;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The namespace of the admin UI, as a stock client sees it that speaks as the UI does. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
class AdminIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    @Test
    @DisplayName("admins see clients of every kind, their rooms and events, and move, ask and disconnect them")
    void admins() throws JSONException {
        NodeClients.install();
        String mark = UUID.randomUUID().toString().substring(0, 8);
        JSONObject seen = NodeClients.run(
                "admin",
                "admin.js",
                List.of(Deployments.base().toString(), AdminLogins.NAME, AdminLogins.PASSWORD, mark));

        assertThat(seen.has("problem")).as(seen.toString()).isFalse();
        assertThat(seen.getString("wrong")).isEqualTo("invalid credentials");
        assertThat(seen.getString("nobody")).isEqualTo("invalid credentials");
        assertThat(seen.getString("session")).isEqualTo("string");
        assertThat(seen.getJSONObject("config"))
                .hasToString("{\"supportedFeatures\":[\"EMIT\",\"JOIN\",\"LEAVE\",\"DISCONNECT\",\"MJOIN\",\"MLEAVE\","
                        + "\"MDISCONNECT\",\"AGGREGATED_EVENTS\",\"ALL_EVENTS\"]}");
        assertThat(seen.getJSONArray("early")).hasToString("[\"/sets\",\"websocket\",true]");
        assertThat(seen.getJSONArray("handshake"))
                .hasToString("[\"address\",\"headers\",\"issued\",\"query\",\"secure\",\"time\",\"url\",\"xdomain\"]");
        assertThat(seen.getJSONArray("stats"))
                .hasToString("[\"aggregatedEvents\",\"clientsCount\",\"hostname\",\"namespaces\",\"pid\","
                        + "\"pollingClientsCount\",\"serverId\",\"uptime\"]");
        JSONObject transports = seen.getJSONObject("transports");
        assertThat(transports.getJSONArray("polling")).hasToString("[\"/sets\",\"polling\",true,true,20]");
        assertThat(transports.getJSONArray("bridged")).hasToString("[\"/sets\",\"xhr-streaming\",true,true,20]");
        assertThat(transports.getJSONArray("old")).hasToString("[\"/\",\"websocket\",true,true,20]");
        assertThat(seen.getBoolean("secrets")).isFalse();
        assertThat(seen.getJSONArray("received")).hasToString("[\"transport\"]");
        assertThat(seen.getJSONArray("news"))
                .hasToString("[[{\"n\":1},\"two\"],[{\"n\":1},\"two\"],[{\"n\":1},\"two\"]]");
        assertThat(seen.getJSONArray("sent")).hasToString("[\"news\",{\"n\":1},\"two\"]");
        assertThat(seen.getJSONArray("gone").getString(0)).isEqualTo("io server disconnect");
        assertThat(seen.getString("why")).isEqualTo("server namespace disconnect");
        assertThat(seen.getString("whyOld")).isEqualTo("server namespace disconnect");
        assertThat(seen.getJSONObject("upgraded").getString("transport")).isEqualTo("websocket");
        assertThat(seen.getJSONArray("aggregated").toString())
                .contains("[\"bytesIn\",true,0]", "[\"bytesOut\",true,0]", "[\"packetsIn\",true,0]");
        assertThat(seen.getJSONArray("again")).hasToString("[\"config\",\"all_sockets\",\"server_stats\"]");
        assertThat(seen.getJSONArray("flood").join(","))
                .startsWith("\"invalid credentials\",".repeat(10) + "\"Too many attempts.");
        assertThat(seen.getString("flooded")).isEqualTo("Too many attempts. Try again in a minute.");
        assertThat(ServerLog.lines("Logins at the admin UI failed")).isNotEmpty();
        assertThat(ServerLog.lines(AdminLogins.PASSWORD)).isEmpty();
        assertThat(ServerLog.lines("guess1")).isEmpty();
    }
}
