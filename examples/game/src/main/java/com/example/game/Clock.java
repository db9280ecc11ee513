package com.example.game;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Makes the game go on, twenty times a second, from the start of the application to its end. */
@ApplicationScoped
public class Clock {
    private static final int MILLIS = 50;

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    GameController game;

    private ScheduledFuture<?> steps;

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        steps = executor.scheduleAtFixedRate(game::step, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        steps.cancel(false);
    }
}
