package io.sockee.endpoint;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.api.ThreadSetupHandler;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.ServletContextImpl;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.invoke.WrongMethodTypeException;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * Upgrades on Undertow (WildFly), by its own means: they give the connection itself, which the servlet API's streams only wrap.
 *
 * <p>Not loaded on other servers, which have none of the classes that it uses.
 */
final class UndertowUpgrades implements DirectUpgrades, Executor {
    /** Runs a task on this thread with the application's context: its class loader, its names. */
    private final ThreadSetupHandler.Action<Void, Runnable> inApplication;

    private UndertowUpgrades(ServletContextImpl application) {
        inApplication = application.getDeployment().createThreadSetupAction((exchange, task) -> {
            task.run();
            return null;
        });
    }

    /**
     * Upgrades of an application's requests.
     *
     * @throws ReflectiveOperationException if the context is not one that is known
     * @throws LinkageError if the application does not see the connections' classes
     */
    static DirectUpgrades of(ServletContext application) throws ReflectiveOperationException {
        Objects.requireNonNull(StreamConnection.class); // looked for now, and not when the first client comes
        if (application instanceof ServletContextImpl known) {
            return new UndertowUpgrades(known);
        }
        throw new ClassNotFoundException("its applications' contexts are not known: "
                + application.getClass().getName());
    }

    @Override
    public String connections() {
        return "WildFly's upgraded connections";
    }

    @Override
    public void upgrade(
            HttpServletRequest request,
            HttpServletResponse response,
            Upgrading upgrading,
            DirectWebSockets webSockets) {
        HttpServerExchange exchange =
                ServletRequestContext.requireCurrent().getOriginalRequest().getExchange();
        exchange.upgradeChannel((connection, over) -> open(connection, upgrading, webSockets));
    }

    /** The answer has gone. Runs on a thread of the server's, which may be an I/O thread. */
    private void open(StreamConnection connection, Upgrading upgrading, DirectWebSockets webSockets) {
        try {
            begin(connection, upgrading, webSockets);
        } catch (LinkageError | ClassCastException | WrongMethodTypeException e) {
            webSockets.notKnown(connection, e);
            IoUtils.safeClose(connection);
        }
    }

    private void begin(StreamConnection connection, Upgrading upgrading, DirectWebSockets webSockets) {
        UndertowConnection theirs = new UndertowConnection(connection);
        UndertowWire wire = new UndertowWire(theirs, this);
        DirectChannel channel = webSockets.channel(wire, upgrading);
        DirectSocket socket = new DirectSocket(channel, upgrading, false);
        UndertowReader reader = new UndertowReader(theirs, channel, socket, this);
        wire.use(channel);
        webSockets.begin(channel, socket, () -> {
            execute(() -> socket.open());
            reader.begin();
        });
    }

    /** Runs a task on this thread, with the application's context. */
    @Override
    public void execute(Runnable task) {
        try {
            inApplication.call(null, task);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) { // as the server declares it
            throw new IllegalStateException(e);
        }
    }
}
