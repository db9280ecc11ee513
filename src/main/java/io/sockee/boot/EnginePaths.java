package io.sockee.boot;

import io.sockee.connection.ConnectionListener;
import io.sockee.endpoint.EngineGateway;
import io.sockee.endpoint.EngineGateways;
import io.sockee.endpoint.Entry;
import io.sockee.endpoint.PollCompression;
import io.sockee.endpoint.SocketIoEndpoint;
import io.sockee.endpoint.SocketIoServlet;
import io.sockee.engineio.EngineEvents;
import io.sockee.engineio.EngineServer;
import io.sockee.engineio.EngineSession;
import io.sockee.routing.DeploymentException;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Serves paths of Engine.IO: those of the settings, on which Socket.IO is spoken, and others. All of them lead to the same sockets. */
final class EnginePaths {
    private final Core core;
    private final BeanManager beans;
    private final EngineGateways gateways;
    private final Entry entry;
    private final EngineEvents events;

    /** @param entry what all paths share */
    EnginePaths(Core core, BeanManager beans, EngineGateways gateways, Entry entry, EngineEvents events) {
        this.core = core;
        this.beans = beans;
        this.gateways = gateways;
        this.entry = entry;
        this.events = events;
    }

    /**
     * Serves Socket.IO where the settings say. Once, when the application starts, before the paths of others that are made then.
     *
     * @return the paths, in the settings' order
     * @throws DeploymentException when a path is another's
     */
    List<String> serve(ServletContext server) {
        Map<String, EngineOptions> paths = core.settings().paths();
        List<ServedPath> taken = new ArrayList<>(SockJsPaths.taken(server));
        paths.forEach((path, options) -> {
            if (!path.equals(SocketIoEndpoint.PATH)) { // which has a servlet in any case
                new ServedPath(path, "the setting " + Setting.PATHS.key()).addTo(taken);
                register(server, path);
            }
            serve(path, options, session -> core.clients().accept(session, options.parser()));
        });
        return List.copyOf(paths.keySet());
    }

    private void register(ServletContext server, String path) {
        ServletRegistration.Dynamic servlet =
                server.addServlet("Socket.IO " + path, new SocketIoServlet(gateways, path));
        servlet.setAsyncSupported(true);
        if (!servlet.addMapping(path + "/*").isEmpty()) {
            throw new DeploymentException("Another servlet serves " + path + "/*, too.");
        }
    }

    /**
     * Serves one path.
     *
     * @param protocol what runs on its connections: called once for each, before anything is received on it
     */
    void serve(String path, EngineOptions options, Function<? super EngineSession, ConnectionListener> protocol) {
        Settings settings = core.settings();
        Supplier<String> ids = new RandomIds();
        String suffix = settings.sidSuffix();
        EngineServer server = new EngineServer(
                options.engine(),
                core.timers(),
                core.helpers(),
                () -> ids.get() + suffix,
                protocol,
                events,
                options.allowsVersion3());
        gateways.put(
                path,
                new EngineGateway(
                        server,
                        entry,
                        ApplicationHandshakes.of(beans, suffix, core.failures(), core.observers()),
                        options.cookie(),
                        settings.servesClient(),
                        options.jsonp(),
                        options.compression().isPresent()
                                ? Optional.of(new PollCompression(
                                        options.compression().getAsInt(), core.helpers()))
                                : Optional.empty()));
    }
}
