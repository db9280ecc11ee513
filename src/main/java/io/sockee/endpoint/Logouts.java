package io.sockee.endpoint;

import io.sockee.action.ContainerLogin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notices when a request logs its user out at the server. Nothing else tells of that: the HTTP session may stay as it is. So the filter,
 * which stands before all servlets of the application, compares who the request's user is before and after; and only while somebody
 * wants to know. What is left unseen is a logout after the request has gone on asynchronously, and one in another application. Safe for
 * any thread.
 */
public final class Logouts extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient Set<Watch> watched = ConcurrentHashMap.newKeySet();

    /** The login of a request; one that lasts where the container keeps it in no session: it ends with the connection. */
    ContainerLogin of(HttpServletRequest request) {
        Principal user = request.getUserPrincipal();
        HttpSession session = user == null ? null : request.getSession(false);
        return session == null ? ContainerLogin.LASTING : new SessionLogin(session, user.getName());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Principal user = watched.isEmpty() ? null : request.getUserPrincipal();
        HttpSession session = user == null ? null : request.getSession(false);
        if (user == null || session == null) {
            chain.doFilter(request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            Principal now = request.getUserPrincipal();
            if (now == null || !now.getName().equals(user.getName())) {
                loggedOut(session, user.getName());
            }
        }
    }

    private void loggedOut(HttpSession session, String user) {
        String id = id(session);
        for (Watch watch : watched) {
            if (id != null
                    && id.equals(id(watch.login().session))
                    && watch.login().user.equals(user)) {
                watch.ended().run();
            }
        }
    }

    /** The session's id, which a login may have changed; null when the session has ended, which is found by looking. */
    private static @Nullable String id(HttpSession session) {
        try {
            return session.getId();
        } catch (IllegalStateException e) {
            return null;
        }
    }

    /** Somebody who wants to know of the end of a login. */
    private record Watch(SessionLogin login, Runnable ended) {}

    /** A login that the container keeps in a session. */
    private final class SessionLogin implements ContainerLogin {
        private final HttpSession session;
        private final String user;

        private SessionLogin(HttpSession session, String user) {
            this.session = session;
            this.user = user;
        }

        @Override
        public boolean isStill() {
            try {
                return session.getCreationTime() >= 0;
            } catch (IllegalStateException e) { // as servlets are told that it has been invalidated
                return false;
            }
        }

        @Override
        public Runnable whenLoggedOut(Runnable ended) {
            Watch watch = new Watch(this, ended);
            watched.add(watch);
            return () -> watched.remove(watch);
        }
    }
}
