package io.sockee.it;

import io.sockee.spec.clients.JavaClientSuite;
import io.sockee.spec.clients.JavaScriptClientSuite;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official clients, with timings that they can keep. */
@ExtendWith(ArquillianExtension.class)
class OfficialClientsIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.conformance(25_000, 20_000);
    }

    @Nested
    class Java extends JavaClientSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class JavaScript extends JavaScriptClientSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }
}
