package io.sockee.socket;

import io.sockee.api.Session;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept beside a socket: the application's data, its beans, and its session. Most sockets have none of these. Safe for any
 * thread.
 */
final class Belongings {
    private volatile @Nullable Map<String, Object> data;
    private volatile @Nullable Object beans;
    private volatile @Nullable Session session;

    /** The application's data, a map for any thread; it is made when it is first asked for. */
    Map<String, Object> data() {
        Map<String, Object> present = data;
        if (present == null) {
            synchronized (this) { // rarely taken, and this socket's alone
                present = data;
                if (present == null) {
                    present = new ConcurrentHashMap<>();
                    data = present;
                }
            }
        }
        return present;
    }

    @Nullable
    Object beans() {
        return beans;
    }

    /** Keeps the beans unless others are kept already; returns those that are kept. */
    synchronized Object keepBeans(Object fresh) {
        Object kept = beans == null ? fresh : beans;
        beans = kept;
        return kept;
    }

    @Nullable
    Session session() {
        return session;
    }

    /** Keeps the session no longer, if it is kept. */
    synchronized void dropSession(Session former) {
        session = session == former ? null : session;
    }

    /** Keeps a session unless another is kept already; returns the one that is kept. */
    synchronized Session keepSession(Session fresh) {
        Session kept = session == null ? fresh : session;
        session = kept;
        return kept;
    }
}
