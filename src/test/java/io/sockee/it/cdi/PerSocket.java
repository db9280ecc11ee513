package io.sockee.it.cdi;

import io.sockee.api.Socket;
import io.sockee.api.SocketScoped;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.io.Serializable;

/** What one socket has counted. */
@SocketScoped
public class PerSocket implements Serializable {
    private static final long serialVersionUID = 1L;

    private transient Journal journal;
    private transient Socket socket;
    private int count;

    protected PerSocket() {}

    @Inject
    public PerSocket(Journal journal, Socket socket) {
        this.journal = journal;
        this.socket = socket;
    }

    public int next() {
        return ++count;
    }

    public String socketId() {
        return socket.id();
    }

    @PreDestroy
    void destroy() {
        journal.add("destroyed after " + count);
    }
}
