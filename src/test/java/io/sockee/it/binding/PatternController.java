package io.sockee.it.binding;

import io.sockee.api.Controller;
import io.sockee.api.EventName;
import io.sockee.api.NameParam;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.Publisher;
import io.sockee.api.Socket;
import io.sockee.metrics.Gauges;
import jakarta.inject.Inject;

/** Events and namespaces that are patterns. */
@Controller(namespace = "/tenant/{tenant}")
public class PatternController {

    @Inject
    private Publisher publisher;

    @OnConnect
    public void connect(Socket socket, @NameParam("tenant") String tenant) {
        socket.emit("welcome", tenant);
    }

    @On("order.{id}.paid")
    public String paid(@NameParam("tenant") String tenant, @NameParam("id") int id, String by) {
        return tenant + " " + id + " by " + by;
    }

    @On("order.{id}.{what}")
    public String order(@NameParam String id, @NameParam String what) {
        return id + " " + what;
    }

    @On("order.7.paid")
    public String seven(@NameParam("tenant") String tenant) {
        return "exactly seven";
    }

    @On("log.*")
    public String log(@EventName String name) {
        return name;
    }

    @On("log.x.*")
    public String logX(@EventName String name) {
        return "x " + name;
    }

    @On("tell")
    public void tell(Socket socket, String text) {
        publisher.namespace(socket.namespace()).emit("told", text);
    }

    /** By its full name this one is served here alone. */
    @Controller(namespace = "/tenant/vip")
    public static class Vip {
        @On("vip")
        public String vip() {
            return "vip";
        }
    }

    /** Looks on. */
    @Controller(namespace = "/patterns")
    @NonBlocking
    public static class Namespaces {
        @Inject
        private Gauges gauges;

        @On("namespaces")
        public long namespaces() {
            return gauges.get(Gauges.Gauge.NAMESPACES);
        }
    }
}
