package io.sockee.cdi;

import io.sockee.api.Socket;
import io.sockee.api.SocketScoped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Produces;

/** Makes the socket whose call is under way injectable. */
@ApplicationScoped
public class InjectableSocket {

    /** The socket of this thread's call; a bean of the socket scope, so made once for each socket. */
    @Produces
    @SocketScoped
    public Socket current() {
        return CurrentCaller.socket()
                .orElseThrow(() -> new ContextNotActiveException("No call of a socket is under way on this thread."));
    }
}
