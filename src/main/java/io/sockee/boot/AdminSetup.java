package io.sockee.boot;

import io.sockee.action.Callers;
import io.sockee.admin.Admin;
import io.sockee.admin.Admins;
import io.sockee.endpoint.Entry;
import io.sockee.endpoint.Readers;
import io.sockee.routing.DeploymentException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts the admin UI together, where settings ask for it. Once, at the start. */
@ApplicationScoped
public class AdminSetup {
    private static final Logger LOG = System.getLogger(AdminSetup.class.getName());

    private final Admins admins;
    private volatile @Nullable Admin opened;

    @Inject
    public AdminSetup(Admins admins) {
        this.admins = admins;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected AdminSetup() {
        this(null);
    }

    /**
     * Makes what the server begins with.
     *
     * @param websites the namespaces of websites
     * @return empty where there is no admin UI
     * @throws DeploymentException when a setting is wrong, or a website has the namespace
     */
    Optional<Admin> open(Settings settings, Set<String> websites) {
        AdminSettings chosen = settings.admin();
        if (!chosen.isOn()) {
            return Optional.empty();
        }
        if (websites.contains(Admin.NAMESPACE)) {
            throw taken("A website");
        }
        Admin admin = new Admin(
                chosen.options(hostname() + "#" + ProcessHandle.current().pid()), new RandomIds(), System::nanoTime);
        admins.begin(admin);
        opened = admin;
        if (chosen.isOpen()) {
            LOG.log(
                    Level.WARNING,
                    "Whoever reaches this server may use the admin UI: it has no password (sockee.admin.password).");
        }
        return Optional.of(admin);
    }

    /** What is told when somebody else has the namespace. */
    static DeploymentException taken(String who) {
        return new DeploymentException(who + " serves the namespace " + Admin.NAMESPACE
                + ", which is that of the admin UI. Give it another name, or set sockee.admin.mode=off.");
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) { // it has none that anybody knows
            return "localhost";
        }
    }

    /**
     * Begins, and serves the page.
     *
     * @param transports how many connections there are of each
     */
    void begin(
            Core core, ServletContext server, Entry entry, Callers callers, Supplier<Map<String, Integer>> transports) {
        Admin admin = opened;
        if (admin == null) {
            return;
        }
        admin.begin(
                new Admin.Server(
                        core.directory(), core.counters(), transports, core.codec(), core.timers(), core.calls()),
                new Admin.Host(
                        hostname(),
                        ProcessHandle.current().pid(),
                        Instant.ofEpochMilli(
                                ManagementFactory.getRuntimeMXBean().getStartTime())),
                Clock.systemUTC());
        AdminPage.pages()
                .serve(
                        server,
                        "Sockee's admin UI",
                        new Readers(Optional.empty(), callers, entry.arrivals(), new AskingPool(core)),
                        Setting.ADMIN_MODE,
                        AdminPage.POLICY);
        LOG.log(Level.INFO, "The admin UI is at {0}/sockee/admin/.", server.getContextPath());
    }
}
