package io.sockee.load.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * All that has been started, with what that has started in turn: known by handles, which no other process that comes to have the
 * same number is taken for. Thread-safe: the end may come at any time.
 */
final class Processes implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** Of each that was started, those that it was seen to have started. */
    private final Map<Process, Set<ProcessHandle>> running = new LinkedHashMap<>();

    private boolean closed;

    synchronized Process start(ProcessBuilder builder) throws IOException {
        if (closed) {
            throw new IOException("The end has come");
        }
        Process process = builder.start();
        running.put(process, new LinkedHashSet<>());
        return process;
    }

    /** It and all that it has started, as far as that is alive. */
    synchronized List<ProcessHandle> family(Process process) {
        Set<ProcessHandle> descendants = running.get(process);
        if (descendants == null) {
            return List.of();
        }
        process.descendants().forEach(descendants::add);
        return Stream.concat(descendants.stream(), Stream.of(process.toHandle()))
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** Asks them to end, the children first; kills those that do not. */
    void stop(Process process) {
        List<ProcessHandle> family = family(process);
        synchronized (this) {
            running.remove(process);
        }
        family.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + GRACE.toNanos();
        for (ProcessHandle member : family) {
            if (!ended(member, deadline - System.nanoTime())) {
                member.destroyForcibly();
            }
        }
    }

    private static boolean ended(ProcessHandle process, long nanos) {
        try {
            process.onExit().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops all, and starts none any more. */
    @Override
    public void close() {
        List<Process> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(running.keySet());
        }
        left.parallelStream().forEach(this::stop);
    }
}
