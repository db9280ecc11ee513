package io.sockee.it;

import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.RawHttp;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users, from their first socket to the last one. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@DisplayName("A user")
class OnlineIT {
    private static final String NAMESPACE = "/online";

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    /** A socket of a user of the test module, whose id is {@code letter:} and the name. */
    private static Client joined(String name) {
        return Client.join(
                NAMESPACE,
                "{'module':'letter','parameters':{'name':'" + name + "','password':'" + name.charAt(0) + "'}}");
    }

    @Test
    @Timeout(60)
    @DisplayName(
            "is online from the first socket on, through a reload that nobody is told of, until some time after the last one")
    void online() {
        String olga = "letter:Olga";
        try (Client watcher = Client.join(NAMESPACE)) {
            assertThat(watcher.call("watch", "'" + olga + "'")).isEqualTo(ok("false"));
            try (Client unused = joined("Olga")) {
                assertThat(watcher.next()).isEqualTo("[\"came\",\"" + olga + "\"]");
            }
            assertThat(watcher.next()).isEqualTo("[\"socket gone\",\"" + olga + "\"]");
            assertThat(watcher.call("users")).contains(olga);
            try (Client again = joined("Olga")) {
                assertThat(again.call("users")).contains(olga);
            }
            assertThat(watcher.next()).isEqualTo("[\"socket gone\",\"" + olga + "\"]");
            assertThat(watcher.call("users")).contains(olga);
            assertThat(watcher.next()).isEqualTo("[\"left\",\"" + olga + "\"]");
            assertThat(watcher.call("users")).doesNotContain(olga);
        }
    }

    @Test
    @DisplayName("is told what any bean says to the user, at all sockets, and nobody else is")
    void told() {
        try (Client phone = joined("Petra");
                Client tablet = joined("Petra");
                Client other = joined("Paul");
                Client nobody = Client.join(NAMESPACE);
                RawHttp http =
                        RawHttp.connect(Endpoint.socketIo(Deployments.base()).at("/api/herald/tell"))) {
            assertThat(http.head("GET", "user=letter:Petra&text=rain").read().status())
                    .isEqualTo(204);
            assertThat(phone.next()).isEqualTo("[\"told\",\"rain\"]");
            assertThat(tablet.next()).isEqualTo("[\"told\",\"rain\"]");
            other.heardNothing();
            nobody.heardNothing();
        }
    }
}
