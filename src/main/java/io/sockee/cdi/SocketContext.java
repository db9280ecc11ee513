package io.sockee.cdi;

import io.sockee.api.SocketScoped;
import io.sockee.routing.ScopedSocket;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** The context of {@link SocketScoped}: active on a thread while a call of a socket is under way there. */
final class SocketContext implements AlterableContext {

    @Override
    public Class<? extends Annotation> getScope() {
        return SocketScoped.class;
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean, @Nullable CreationalContext<T> context) {
        ScopedSocket socket = socket();
        return context == null ? get(bean) : beansOf(socket).get(bean, context);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean) {
        return socket().beans() instanceof SocketBeans beans ? beans.get(bean) : null;
    }

    @Override
    public boolean isActive() {
        return CurrentCaller.socket().isPresent();
    }

    @Override
    public void destroy(Contextual<?> bean) {
        if (socket().beans() instanceof SocketBeans beans) {
            beans.destroy(bean);
        }
    }

    private static ScopedSocket socket() {
        return CurrentCaller.socket()
                .orElseThrow(() -> new ContextNotActiveException(
                        "@SocketScoped is active only while a socket's call is under way on the thread."));
    }

    private static SocketBeans beansOf(ScopedSocket socket) {
        Object kept = socket.beans();
        return (SocketBeans) (kept == null ? socket.keepBeans(new SocketBeans()) : kept);
    }

    /** Ends the beans of a socket that is gone; none is made afterwards. Within the socket's context, if it has any. */
    static void end(ScopedSocket socket) {
        Object kept = socket.keepBeans(SocketBeans.OF_GONE);
        ((SocketBeans) kept).end();
    }
}
