package io.sockee.it;

import io.sockee.databases.TestDatabase;
import io.sockee.spec.SockJsOriginsSuite;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@DisplayName("The event auth")
class AuthIT extends AuthSuite {

    @Deployment(testable = false)
    static WebArchive war() {
        return war(TestDatabase.H2);
    }

    /** This deployment has the bridge, and names no origins. */
    @Nested
    class BridgeOrigins extends SockJsOriginsSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }
}
