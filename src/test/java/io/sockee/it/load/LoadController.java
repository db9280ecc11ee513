package io.sockee.it.load;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.bench.BenchHandlers;
import java.util.Locale;

/** The handlers that are measured, in a namespace of their own: those of the conformance suites say something to whom connects. */
@Controller(namespace = "/load")
public class LoadController extends BenchHandlers {

    /** How many threads the application has made, by the server's factory of threads; those of the server's own pools are none of them. */
    @On("threads")
    public long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().toLowerCase(Locale.ROOT))
                .filter(name -> name.contains("managedthreadfactory"))
                .count();
    }
}
