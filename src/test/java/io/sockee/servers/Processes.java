package io.sockee.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ends processes that tests have started. */
public final class Processes {
    /** Open Liberty may wait for half a minute for a client's idle connection. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Processes() {}

    /** Ends processes and those that they have started, as a power cut would. */
    public static void kill(Collection<ProcessHandle> processes) {
        List<ProcessHandle> all = new ArrayList<>(processes);
        processes.forEach(process -> process.descendants().forEach(all::add));
        all.forEach(ProcessHandle::destroyForcibly);
        untilGone(all);
    }

    /** What it and those that it has started have computed so far, in milliseconds: a server may work for long without a word. */
    public static long cpuMillis(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(part ->
                        part.info().totalCpuDuration().map(Duration::toMillis).orElse(0L))
                .sum();
    }

    /** Waits until they have ended. */
    public static void untilGone(Collection<ProcessHandle> processes) {
        for (ProcessHandle process : processes) {
            try {
                process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw interrupted(e);
            } catch (Exception e) {
                throw new AssertionError(process + " does not end", e);
            }
        }
    }

    /** What to throw where nobody expects an interruption. */
    public static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
