package com.example.dashboard;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Has the hall measured, four times a second, from the start of the application to its end. */
@ApplicationScoped
public class Clock {
    private static final Logger LOG = System.getLogger(Clock.class.getName());
    private static final int MILLIS = 250;

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    DashboardController dashboard;

    private ScheduledFuture<?> measuring;

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        measuring = executor.scheduleAtFixedRate(this::tick, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The executor does not call again what has thrown. */
    private void tick() {
        try {
            dashboard.measure();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A tick failed", e);
        }
    }

    @PreDestroy
    void stop() {
        measuring.cancel(false);
    }
}
