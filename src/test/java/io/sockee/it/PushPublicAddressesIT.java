package io.sockee.it;

import static io.sockee.it.PushSites.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.databases.TestDatabase;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@DisplayName("A push gateway that asks public addresses only")
class PushPublicAddressesIT extends PushSuite {

    @Deployment(testable = false)
    static WebArchive war() {
        return PushSites.war(TestDatabase.H2, Map.of("sockee.push.public-addresses-only", "true"));
    }

    @Test
    @DisplayName("does not ask a website on its own machine, and tells clients why they are not let in")
    void refused() {
        assertThat(PushDevice.attempt(SHOP, "&token=" + PushHttp.encoded(token), ""))
                .isEqualTo("44{'message':'Auth error: the website's address is not public'}");
        assertThat(PushSites.seen("/shop/auth")).noneMatch(seen -> ("Bearer " + token).equals(seen.authorization()));
    }
}
