package io.sockee.boot;

import io.sockee.routing.Routes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** What the log says of what is served, at the start. */
final class ServedNotice {
    private static final Logger LOG = System.getLogger(Sockee.class.getName());

    private ServedNotice() {}

    static void sockJs(List<String> prefixes) {
        if (!prefixes.isEmpty()) {
            LOG.log(Level.INFO, "Sockee serves SockJS at {0}.", String.join(", ", prefixes));
        }
    }

    static void actions(int count, String path) {
        if (count > 0) {
            LOG.log(Level.INFO, "Sockee serves {0} actions below {1}.", count, path);
        }
    }

    static void socketIo(List<String> paths, Routes routes, String profile) {
        LOG.log(
                Level.INFO,
                "Sockee serves Socket.IO at {0}/ with {1} events in the namespaces {2}{3}{4}.",
                String.join("/, ", paths),
                routes.size(),
                routes.namespaces(),
                routes.namespacePatterns().isEmpty() ? "" : " and " + routes.namespacePatterns(),
                profile.equals("production") ? "" : ", in the profile " + profile);
    }
}
