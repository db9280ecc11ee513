package io.sockee.it;

import io.sockee.spec.DeafClientsSuite;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;

/** On the server's own WebSockets, with more time for heartbeats than the official suites give: others have the machine, too. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("Over the server's own WebSockets, when clients do not read,")
class StandardDeafClientsIT extends DeafClientsSuite {

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.conformance().addClass("io.sockee.boot.FaultyAddress");
    }

    @BeforeAll
    static void selfTestHasFailed() {
        StandardWebSocketsIT.selfTestHasFailed();
    }

    @Override
    protected URI base() {
        return Deployments.base();
    }
}
