package io.sockee.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code @SocketScoped} beans of one socket. Safe for any thread. The lock is this socket's alone; it is held while a bean
 * is made, so that there is only one.
 */
final class SocketBeans {
    private static final Logger LOG = System.getLogger(SocketBeans.class.getName());

    private record Made<T>(Contextual<T> bean, CreationalContext<T> context, T instance) {
        void destroy() {
            try {
                bean.destroy(instance, context);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A socket's bean failed when it was destroyed: " + bean, e);
            }
        }
    }

    private final Map<Contextual<?>, Made<?>> made = new LinkedHashMap<>(2);
    private boolean ended;

    /** Stands for the beans of sockets that are gone and never had any: none can be made in it. */
    static final SocketBeans OF_GONE = new SocketBeans();

    static {
        OF_GONE.end();
    }

    @SuppressWarnings("unchecked") // an instance is kept under the bean that made it
    synchronized <T> @Nullable T get(Contextual<T> bean) {
        Made<?> present = made.get(bean);
        return present == null ? null : (T) present.instance();
    }

    synchronized <T> T get(Contextual<T> bean, CreationalContext<T> context) {
        T present = get(bean);
        if (present != null) {
            return present;
        }
        if (ended) {
            throw new ContextNotActiveException("The socket is gone, and so are its beans.");
        }
        T instance = bean.create(context);
        made.put(bean, new Made<>(bean, context, instance));
        return instance;
    }

    void destroy(Contextual<?> bean) {
        Made<?> one;
        synchronized (this) {
            one = made.remove(bean);
        }
        if (one != null) {
            one.destroy();
        }
    }

    /** The socket is gone: destroys its beans, the last one first. */
    void end() {
        List<Made<?>> all;
        synchronized (this) {
            ended = true;
            all = new ArrayList<>(made.values());
            made.clear();
        }
        Collections.reverse(all);
        all.forEach(Made::destroy);
    }
}
