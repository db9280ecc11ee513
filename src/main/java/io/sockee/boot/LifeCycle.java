package io.sockee.boot;

import io.sockee.routing.DeploymentException;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops Sockee with the servlet context. Not with CDI's application context: WildFly tells of that while it holds a
 * lock of Weld, for which other threads may wait that make beans meanwhile, such as Jakarta Validation's.
 *
 * <p>When Sockee refuses to start, the deployment does not fail: a server without the application would answer 404, which means
 * something else; so all requests are answered with 503, in development with the reason.
 */
@WebListener
public class LifeCycle implements ServletContextListener {
    private static final Logger LOG = System.getLogger(LifeCycle.class.getName());

    @Inject
    private Sockee sockee;

    @Inject
    private OwnAddress address;

    @Resource
    private ManagedThreadFactory threads;

    private @Nullable StartNotice notice;
    private @Nullable SelfTest test;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        String refusal = null;
        try {
            sockee.start(new ApplicationClasses(context).annotated(), context);
        } catch (DeploymentException e) {
            refusal = String.valueOf(e.getMessage());
            LOG.log(Level.ERROR, "The application does not start: {0}", refusal);
        } catch (RuntimeException | LinkageError e) {
            refusal = MissingLibrary.toldBy(e).orElse(e.toString());
            LOG.log(Level.ERROR, "The application does not start", e);
        }
        if (refusal != null) {
            sockee.stop();
        }
        StartNotice last = new StartNotice(
                context.getContextPath(),
                HttpAddress::ofServer,
                refusal == null ? null : new RefusedStart(refusal, isDev(LifeCycle::setting)));
        addFirst(context, "SockeeStart", last, last.mapping());
        notice = last;
        threads.newThread(last).start();
        if (refusal == null) {
            sockee.selfTest(address, context).ifPresent(found -> {
                addFirst(context, "SockeeSelfTest", found, SelfTest.PATH);
                test = found;
                threads.newThread(found).start();
            });
        }
        threads.newThread(new OwnClasses(context)).start();
    }

    /** Adds a filter before all that are declared. */
    private static void addFirst(ServletContext context, String name, Filter first, String mapping) {
        FilterRegistration.Dynamic filter = context.addFilter(name, first);
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, mapping);
    }

    /** Read on its own: the start may have been refused because of another setting. */
    static boolean isDev(Function<String, Optional<String>> source) {
        try {
            return new SettingValues(source).dev();
        } catch (DeploymentException e) { // the profile's own name is wrong: so this is none that may show more
            return false;
        }
    }

    private static Optional<String> setting(String key) {
        return ConfigProvider.getConfig().getOptionalValue(key, String.class);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (notice != null) {
            notice.end();
        }
        if (test != null) {
            test.end();
        }
        sockee.stop();
    }
}
