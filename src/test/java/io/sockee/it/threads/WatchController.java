package io.sockee.it.threads;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.metrics.Counters;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Looks on, without the pool. */
@Controller(namespace = {"/watch", "/threads"})
@NonBlocking
public class WatchController {

    @Inject
    private Gate gate;

    @Inject
    private Counters counters;

    @On("quick")
    public int quick(int number) {
        return number;
    }

    @On("open")
    public void open(String name) {
        gate.open(name);
    }

    @On("held")
    public boolean held(String name) {
        return gate.isWaitedFor(name);
    }

    @On("count")
    public long count(String counter) {
        return counters.get(Counters.Counter.valueOf(counter));
    }

    /** Threads of Sockee in another life of this application: none, when that has come to its end. */
    @On("strangers")
    public List<String> strangers() {
        ClassLoader mine = Thread.currentThread().getContextClassLoader();
        return sockees(loader -> loader != mine && nameOf(loader).equals(nameOf(mine)));
    }

    /** Threads of Sockee in this life, found by the same means. */
    @On("own")
    public List<String> own() {
        ClassLoader mine = Thread.currentThread().getContextClassLoader();
        return sockees(loader -> loader == mine);
    }

    /** Other threads may have an application's class loader too: the server's own, of pools that the application used. */
    private static List<String> sockees(Predicate<ClassLoader> wanted) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getContextClassLoader() != null
                        && wanted.test(thread.getKey().getContextClassLoader()))
                .filter(thread ->
                        thread.getKey().getName().toLowerCase(Locale.ROOT).contains("managedthreadfactory")
                                || Arrays.stream(thread.getValue())
                                        .anyMatch(frame -> frame.getClassName().startsWith("io.sockee.routing")))
                .map(thread -> thread.getKey().getName())
                .toList();
    }

    private static String nameOf(ClassLoader loader) {
        return loader.toString().replaceAll("@[0-9a-f]+", "");
    }
}
