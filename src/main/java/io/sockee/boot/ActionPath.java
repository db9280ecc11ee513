package io.sockee.boot;

import io.sockee.action.ActionServer;
import io.sockee.action.Callers;
import io.sockee.endpoint.ActionGateway;
import io.sockee.endpoint.ActionServlet;
import io.sockee.endpoint.Entry;
import io.sockee.endpoint.HttpsPolicy;
import io.sockee.endpoint.Logouts;
import io.sockee.routing.DeploymentException;
import io.sockee.routing.Route;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;

/** Serves the actions over HTTP, if there are any and the settings do not switch that off. Once, when the application starts. */
final class ActionPath {
    private static final Logger LOG = System.getLogger(ActionPath.class.getName());
    private static final String NAME = "Sockee's actions";

    private final Core core;
    private final Callers users;

    /**
     * @param users knows who calls
     */
    ActionPath(Core core, Callers users) {
        this.core = core;
        this.users = users;
    }

    /**
     * Serves them; their path is served from now on, or nothing is.
     *
     * @return how many there are
     * @throws DeploymentException when the path is another's
     */
    int serve(ServletContext server, Entry entry) {
        ActionSettings settings = core.settings().actions();
        int actions = core.routes().overHttp().size();
        if (!settings.enabled() || actions == 0) {
            return 0;
        }
        SockJsPaths.taken(server).forEach(other -> refuseClash(settings.path(), other));
        ActionServer calls = core.actions();
        Logouts logouts = new Logouts();
        ActionGateway gateway = new ActionGateway(
                calls,
                entry,
                users,
                core.timers(),
                logouts,
                settings.httpsOnly(),
                core.settings().engine().maxPayload(),
                settings.timeout());
        ServletRegistration.Dynamic servlet = server.addServlet(NAME, new ActionServlet(gateway));
        servlet.setAsyncSupported(true);
        if (!servlet.addMapping(settings.path() + "/*").isEmpty()) {
            throw new DeploymentException(
                    "Another servlet serves " + settings.path() + "/*, too. Set " + Setting.API_PATH.key() + ".");
        }
        if (core.routes().overHttp().values().stream().anyMatch(Route::streams)) { // nothing else outlasts its request
            FilterRegistration.Dynamic filter = server.addFilter(NAME, logouts);
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        }
        if (isBasicOpen(settings)) {
            LOG.log(
                    Level.WARNING,
                    "Names and passwords of HTTP Basic are taken by plain HTTP, too, where anybody on the way can read them:"
                            + " set {0} to true, or {1}.",
                    Setting.API_HTTPS_ONLY.key(),
                    Setting.HTTPS.key());
        }
        return actions;
    }

    private boolean isBasicOpen(ActionSettings settings) {
        return !core.settings().authentication().basic().isEmpty()
                && !settings.httpsOnly()
                && core.settings().https().mode() == HttpsPolicy.Mode.OFF
                && !core.settings().dev();
    }

    /** A path below that of the actions keeps its requests, as the longest path counts; no action may lie there. */
    private void refuseClash(String path, ServedPath other) {
        if (other.path().equals(path)) {
            throw new DeploymentException("Actions and " + other.owner() + " are both served at " + path + ". Set "
                    + Setting.API_PATH.key() + ".");
        }
        core.routes().overHttp().forEach((name, route) -> {
            String action = path + "/" + name.replace('.', '/');
            if ((action + "/").startsWith(other.path() + "/")) {
                throw new DeploymentException("The action " + name + " of " + route.description() + " is called at "
                        + action + ", where " + other.owner() + " serves " + other.path()
                        + ": give it another name, or set " + Setting.API_PATH.key() + ".");
            }
        });
    }
}
