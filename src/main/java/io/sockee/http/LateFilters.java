package io.sockee.http;

import io.sockee.auth.Auth;
import io.sockee.endpoint.Arrivals;
import io.sockee.endpoint.Bodies;
import io.sockee.endpoint.BodyFilter;
import io.sockee.endpoint.EngineGateways;
import io.sockee.push.Push;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;

/**
 * Adds the filters that look at origins and read bodies, behind all declared filters. Of two that are declared by annotations
 * nobody knows which comes first, and the host has to be judged before origins are compared with it. And a request whose body had
 * to be waited for reaches its resource by another dispatch, for which the declared filters are not called again.
 */
@WebListener
public class LateFilters implements ServletContextListener {

    @Inject
    private Bodies bodies;

    @Inject
    private Arrivals arrivals;

    @Inject
    private EngineGateways gateways;

    @Inject
    private Auth auth;

    @Inject
    private Push push;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        place(context, new AuthFilter(gateways), AuthApplication.PATH, EnumSet.of(DispatcherType.REQUEST));
        place(context, new AuthBodyFilter(bodies, arrivals, auth), AuthApplication.PATH);
        place(context, new SendFilter(bodies, arrivals, push), SendApplication.PATH);
        place(context, new UnwantedBodyFilter(bodies, arrivals), "");
    }

    private static void place(ServletContext context, BodyFilter filter, String path) {
        place(context, filter, path, EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
    }

    private static void place(ServletContext context, Filter filter, String path, EnumSet<DispatcherType> dispatched) {
        FilterRegistration.Dynamic registered =
                context.addFilter(filter.getClass().getName(), filter);
        registered.setAsyncSupported(true);
        registered.addMappingForUrlPatterns(dispatched, true, path + "/*");
    }
}
