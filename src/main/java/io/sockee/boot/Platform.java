package io.sockee.boot;

import io.sockee.admin.Admin;
import io.sockee.metrics.Counters;
import io.sockee.routing.CallContext;
import io.sockee.session.SessionLogins;
import io.sockee.session.SessionModules;
import io.sockee.session.SessionStore;
import io.sockee.socket.Admission;
import io.sockee.socket.SocketObservers;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the core needs to run.
 *
 * @param context surrounds the application's code
 * @param clock monotonic time in nanoseconds
 * @param admission the links by which sockets are let in, in order
 * @param users whether there are users, so that the events of auth are answered
 * @param modules whether there are authentication modules, so that their event is answered
 * @param namespaces those of the websites and of the admin UI, whose clients are not the application's
 * @param sessions where sessions are kept, if the application has some
 * @param admin the admin UI, if there is one
 */
public record Platform(
        CallContext context,
        ThreadFactory threads,
        LongSupplier clock,
        Counters counters,
        List<Admission> admission,
        boolean users,
        boolean modules,
        Set<String> namespaces,
        SessionSource sessions,
        Optional<Admin> admin) {

    /**
     * Where sessions are kept.
     *
     * @param store opens it; called once, if there are sessions; may block
     * @param logins know Sockee's own users
     * @param modules find out who clients are
     * @param clock decides when sessions are past their time
     */
    public record SessionSource(
            Supplier<SessionStore> store, SessionLogins logins, SessionModules modules, Clock clock) {}

    public Platform {
        admission = List.copyOf(admission);
    }

    /** A platform with users and without websites. */
    public Platform(
            CallContext context,
            ThreadFactory threads,
            LongSupplier clock,
            Counters counters,
            List<Admission> admission,
            SessionSource sessions) {
        this(context, threads, clock, counters, admission, true, false, Set.of(), sessions, Optional.empty());
    }

    /**
     * Who observes sockets.
     *
     * @param application the application's observers
     */
    SocketObservers observers(SocketObservers application) {
        return admin.map(there -> there.observers(application)).orElse(application);
    }

    Platform asking(Admission link) {
        List<Admission> all = Stream.concat(admission.stream(), Stream.of(link)).toList();
        return new Platform(context, threads, clock, counters, all, users, modules, namespaces, sessions, admin);
    }

    /** The same with authentication modules. */
    Platform withModules() {
        return new Platform(context, threads, clock, counters, admission, users, true, namespaces, sessions, admin);
    }
}
