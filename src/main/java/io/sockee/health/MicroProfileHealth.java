package io.sockee.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Tells MicroProfile Health the same as Sockee's own paths tell. To be touched only where the server has that API. */
final class MicroProfileHealth {
    /** How long the server's thread is kept at most, as its API has it wait. What is asked answers earlier, unless the timers stand still. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    static final String NAME = "sockee";

    private MicroProfileHealth() {}

    /** @param source knows how the server is; null as long as it has not started */
    static void add(AfterBeanDiscovery discovery, Supplier<@Nullable HealthSource> source) {
        add(discovery, Liveness.Literal.INSTANCE, source, HealthSource::live, HealthReport.NOTHING);
        add(discovery, Readiness.Literal.INSTANCE, source, HealthSource::ready, down("started"));
    }

    private static void add(
            AfterBeanDiscovery discovery,
            Annotation kind,
            Supplier<@Nullable HealthSource> source,
            BiConsumer<HealthSource, Consumer<HealthReport>> question,
            HealthReport before) {
        discovery
                .<HealthCheck>addBean()
                .beanClass(MicroProfileHealth.class)
                .addTransitiveTypeClosure(HealthCheck.class)
                .addQualifier(kind)
                .scope(ApplicationScoped.class)
                .produceWith(instance -> (HealthCheck) () -> response(ask(source.get(), question, before, PATIENCE)));
    }

    /** @param before what is told while nobody knows */
    static HealthReport ask(
            @Nullable HealthSource known,
            BiConsumer<HealthSource, Consumer<HealthReport>> question,
            HealthReport before,
            Duration patience) {
        if (known == null) {
            return before;
        }
        CompletableFuture<HealthReport> told = new CompletableFuture<>();
        try {
            question.accept(known, told::complete);
            return told.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return down("answer");
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            return down("answer");
        }
    }

    private static HealthReport down(String name) {
        return new HealthReport(List.of(new HealthReport.Check(name, false, Map.of())));
    }

    /** Names alone: the server tells everybody. */
    private static HealthCheckResponse response(HealthReport report) {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named(NAME).status(report.isUp());
        report.checks().forEach(check -> answer.withData(check.name(), check.up() ? "UP" : "DOWN"));
        return answer.build();
    }
}
