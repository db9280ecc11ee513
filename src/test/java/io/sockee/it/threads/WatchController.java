package io.sockee.it.threads;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.metrics.Counters;
import jakarta.inject.Inject;
import java.util.List;

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

    /** The threads of this server process whose class loader is that of another life of this application. */
    @On("strangers")
    public List<String> strangers() {
        ClassLoader mine = Thread.currentThread().getContextClassLoader();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() != null
                        && thread.getContextClassLoader() != mine
                        && nameOf(thread.getContextClassLoader()).equals(nameOf(mine)))
                .map(Thread::getName)
                .toList();
    }

    /** The threads that run for this application, by the same means. */
    @On("own")
    public List<String> own() {
        ClassLoader mine = Thread.currentThread().getContextClassLoader();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() == mine)
                .map(thread -> thread.getName() + " " + nameOf(mine))
                .toList();
    }

    private static String nameOf(ClassLoader loader) {
        return loader.toString().replaceAll("@[0-9a-f]+", "");
    }
}
