package com.example.game;

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

/** Makes the game go on, twenty times a second, from the start of the application to its end. */
@ApplicationScoped
public class Clock {
    private static final Logger LOG = System.getLogger(Clock.class.getName());
    private static final int MILLIS = 50;

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    GameController game;

    private ScheduledFuture<?> steps;

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        steps = executor.scheduleAtFixedRate(this::tick, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The executor does not call again what has thrown. */
    private void tick() {
        try {
            game.step();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A tick failed", e);
        }
    }

    @PreDestroy
    void stop() {
        steps.cancel(false);
    }
}
