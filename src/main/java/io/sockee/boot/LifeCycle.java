package io.sockee.boot;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Starts and stops Sockee with the servlet context. Not with CDI's application context: WildFly tells of that while it
 * holds a lock of Weld's, and beans that are made meanwhile, such as Jakarta Validation's, may be made on another thread
 * that waits for it.
 */
@WebListener
public class LifeCycle implements ServletContextListener {

    @Inject
    private Sockee sockee;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        sockee.start(new ApplicationClasses(event.getServletContext()).annotated());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        sockee.stop();
    }
}
