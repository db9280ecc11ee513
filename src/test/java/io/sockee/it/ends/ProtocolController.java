package io.sockee.it.ends;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.metrics.Gauges;
import jakarta.inject.Inject;
import java.util.List;

/** What others can learn. */
@Controller(namespace = "/protocol")
@NonBlocking
public class ProtocolController {

    @Inject
    private Ends ends;

    @Inject
    private Gauges gauges;

    @Inject
    private EndsController controller;

    @On("connections")
    public long connections() {
        return gauges.get(Gauges.Gauge.CONNECTIONS);
    }

    @On("of")
    public List<String> of(String name) {
        return ends.of(name);
    }

    @On("open")
    public void open() {
        controller.open();
    }

    @On("held")
    public boolean held() {
        return controller.isWaitedFor();
    }
}
