package io.sockee.boot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/** What the log says of settings at the start. */
final class SettingNotices {
    private static final Logger LOG = System.getLogger(Sockee.class.getName());

    private final Config config;

    SettingNotices(Config config) {
        this.config = config;
    }

    /** What there is no setting for, what holds if that is asked for, and what had better be said. */
    void ofValues(Settings settings, Function<String, Optional<String>> source) {
        warn(UnknownSettings.among(config.getPropertyNames(), System.getenv().keySet()));
        EffectiveSettings.lines(settings.print(), source, config.getPropertyNames())
                .forEach(line -> LOG.log(Level.INFO, line));
        if (!settings.dev() && settings.hosts().isOpen()) {
            LOG.log(
                    Level.WARNING,
                    "It is not said what this server is called (sockee.hosts). So a page of a stranger's whose name leads"
                            + " here counts as its own.");
        }
    }

    /** What is set for paths, prefixes and namespaces that nothing has. */
    void ofNames(Collection<String> paths, List<String> prefixes, Collection<String> namespaces) {
        Iterable<String> names = config.getPropertyNames();
        warn(UnknownSettings.prefixesAmong(names, prefixes));
        warn(UnknownSettings.among(names, "sockee.namespace.", "no controller has the namespace", namespaces));
        warn(UnknownSettings.among(names, "sockee.engine.", "sockee.engine.paths has no path", paths));
    }

    private static void warn(List<String> lines) {
        lines.forEach(line -> LOG.log(Level.WARNING, line));
    }
}
