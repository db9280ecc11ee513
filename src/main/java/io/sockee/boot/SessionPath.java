package io.sockee.boot;

import io.sockee.endpoint.Entry;
import io.sockee.endpoint.SessionServlet;
import io.sockee.routing.DeploymentException;
import io.sockee.session.Sessions;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Where clients exchange the ids of their sessions for cookies. */
final class SessionPath {
    private static final Logger LOG = System.getLogger(SessionPath.class.getName());

    private SessionPath() {}

    /**
     * Serves it.
     *
     * @throws DeploymentException when another servlet does
     */
    static void serve(ServletContext server, Entry entry, Sessions sessions) {
        ServletRegistration.Dynamic servlet =
                server.addServlet("Sockee's sessions", new SessionServlet(entry, sessions.door()));
        servlet.setAsyncSupported(true);
        if (!servlet.addMapping(SessionServlet.PATH).isEmpty()) {
            throw new DeploymentException("Another servlet serves " + SessionServlet.PATH + ", too.");
        }
        LOG.log(Level.INFO, "Clients have real-time sessions, as the application uses them.");
    }
}
