package io.sockee.conformance;

import io.sockee.api.DisconnectReason;
import io.sockee.api.NonBlocking;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Ticks once a second for each who is connected. */
@SockJs("/ticker")
@NonBlocking
public class SockJsTicker implements SockJsService {
    @Resource
    private ManagedScheduledExecutorService scheduler;

    private final Map<SockJsConnection, Future<?>> ticks = new ConcurrentHashMap<>();

    @Override
    public void onOpen(SockJsConnection connection) {
        // A tick that finds its connection closed throws, and is the last one.
        ticks.put(connection, scheduler.scheduleAtFixedRate(() -> connection.send("tick!"), 1, 1, TimeUnit.SECONDS));
    }

    @Override
    public void onMessage(SockJsConnection connection, String message) {
        // it only ticks
    }

    @Override
    public void onClose(SockJsConnection connection, DisconnectReason reason) {
        Future<?> tick = ticks.remove(connection);
        if (tick != null) {
            tick.cancel(false);
        }
    }
}
