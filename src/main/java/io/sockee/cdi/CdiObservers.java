package io.sockee.cdi;

import io.sockee.session.SocketObservers;
import jakarta.enterprise.inject.spi.BeanManager;

/** The application's observers of sockets and rooms. */
public final class CdiObservers implements SocketObservers {
    private final BeanManager beans;
    private final SockeeExtension extension;

    public CdiObservers(BeanManager beans) {
        this.beans = beans;
        this.extension = beans.getExtension(SockeeExtension.class);
    }

    @Override
    public boolean anyOf(Class<?> event) {
        return extension.isObserved(event);
    }

    @Override
    public void tell(Object event) {
        beans.getEvent().fire(event);
    }
}
