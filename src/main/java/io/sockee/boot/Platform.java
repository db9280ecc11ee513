package io.sockee.boot;

import io.sockee.metrics.Counters;
import io.sockee.routing.CallContext;
import io.sockee.socket.Admission;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What the core needs to run.
 *
 * @param context surrounds the application's code
 * @param clock monotonic time in nanoseconds
 * @param admission the links by which sockets are let in, in order
 * @param users whether there are users, so that the events of auth are answered
 * @param modules whether there are authentication modules, so that their event is answered
 * @param namespaces the namespaces of the websites
 */
public record Platform(
        CallContext context,
        ThreadFactory threads,
        LongSupplier clock,
        Counters counters,
        List<Admission> admission,
        boolean users,
        boolean modules,
        Set<String> namespaces) {

    public Platform {
        admission = List.copyOf(admission);
    }

    /** A platform with users and without websites. */
    public Platform(
            CallContext context,
            ThreadFactory threads,
            LongSupplier clock,
            Counters counters,
            List<Admission> admission) {
        this(context, threads, clock, counters, admission, true, false, Set.of());
    }

    Platform asking(Admission link) {
        List<Admission> all = Stream.concat(admission.stream(), Stream.of(link)).toList();
        return new Platform(context, threads, clock, counters, all, users, modules, namespaces);
    }
}
