package io.sockee.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.event.RawArguments;
import io.sockee.metrics.Counters;
import io.sockee.routing.Call;
import io.sockee.routing.CallLimits;
import io.sockee.routing.CallTracing;
import io.sockee.routing.Caller;
import io.sockee.routing.ControllerScan;
import io.sockee.routing.Dispatcher;
import io.sockee.routing.ExceptionMappers;
import io.sockee.routing.Failures;
import io.sockee.routing.ItemStream;
import io.sockee.routing.Reply;
import io.sockee.routing.RequestLog;
import io.sockee.routing.Routes;
import io.sockee.routing.ScopedSocket;
import io.sockee.routing.Strays;
import io.sockee.routing.ValueCodec;
import io.sockee.transaction.CommitGate;
import jakarta.transaction.Transactional;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What OpenTelemetry is told of calls, by its SDK with an exporter that remembers. */
@DisplayName("A traced call")
class OpenTelemetryCallsTest {
    private static final String SECRET = "a secret";

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();
    private final Desk desk = new Desk();
    private final Routes routes = routes(desk);
    private final CallTracing tracing = OpenTelemetryCalls.find(
                    type -> Optional.of(telemetry),
                    route -> new OpenTelemetryCalls.Name(
                            "/desk",
                            routes.timed().stream()
                                    .filter(timed -> timed.route() == route)
                                    .findFirst()
                                    .orElseThrow()
                                    .events()))
            .orElseThrow();
    private final Dispatcher dispatcher = dispatcher(tracing);

    @Controller(namespace = "/desk")
    public static class Desk {
        final CompletableFuture<String> later = new CompletableFuture<>();
        final SubmissionPublisher<String> items = new SubmissionPublisher<>(Runnable::run, 1);
        final List<SpanContext> seen = new ArrayList<>();

        @On("order.{id}")
        public String order(String text) {
            seen.add(Span.current().getSpanContext());
            return SECRET;
        }

        @On("later")
        public CompletionStage<String> later() {
            return later;
        }

        @On("no")
        public void no() {
            throw new RefusedException(SECRET);
        }

        @On("count")
        public int count(int number) {
            return number;
        }

        @On("items")
        public Flow.Publisher<String> items() {
            return items;
        }

        @On("bought")
        @Transactional
        public String bought() {
            seen.add(Span.current().getSpanContext());
            return SECRET;
        }

        @On("broken")
        public void broken() {
            throw new IllegalStateException(SECRET);
        }
    }

    /** A caller; a socket where there is one. */
    private record Ann(String sessionId, @Nullable ScopedSocket socket) implements Caller {
        @Override
        public Optional<User> user() {
            return Optional.of(User.named("ann"));
        }

        @Override
        public String address() {
            return "192.0.2.1";
        }

        @Override
        public String transport() {
            return "test";
        }
    }

    private static ScopedSocket aSocket() {
        return (ScopedSocket) Proxy.newProxyInstance(
                ScopedSocket.class.getClassLoader(),
                new Class<?>[] {ScopedSocket.class},
                (proxy, method, arguments) -> null);
    }

    private static Routes routes(Desk desk) {
        ControllerScan scan = new ControllerScan(new ValueCodec(100), Optional.empty(), key -> Optional.empty());
        scan.add(Desk.class, desk);
        return scan.routes();
    }

    private static Dispatcher dispatcher(@Nullable CallTracing tracing) {
        Counters counters = new Counters();
        return new Dispatcher(
                new ValueCodec(100),
                "_data",
                "_error",
                new Failures(new ExceptionMappers(), false, counters),
                CommitGate.ALWAYS_OPEN,
                new Strays(false, false, counters),
                counters,
                new CallLimits(CallLimits.Rates.NONE, () -> 0, counters),
                new RequestLog(RequestLog.Which.OFF, () -> 0, false, tracing));
    }

    private void call(Dispatcher by, String event, boolean ofRequest) {
        call(by, event, ofRequest, Reply.NONE);
    }

    private void call(Dispatcher by, String event, boolean ofRequest, Reply reply) {
        Routes.Match match =
                by.find("/desk", routes.find("/desk").orElseThrow(), event).orElseThrow();
        RawArguments arguments = RawArguments.of(List.of("\"" + SECRET + "\""), List.of());
        Call call = Call.event(new Ann("s1", ofRequest ? null : aSocket()), event, Map.of("id", "7"), arguments, reply);
        by.onEvent(match.route(), ofRequest ? call.traced(by.here()) : call);
    }

    private SpanData only() {
        assertThat(exporter.getFinishedSpanItems()).hasSize(1);
        return exporter.getFinishedSpanItems().get(0);
    }

    private static Map<String, Object> attributes(SpanData span) {
        Map<String, Object> all = new HashMap<>();
        span.getAttributes().forEach((key, value) -> all.put(key.getKey(), value));
        return all;
    }

    @Test
    @DisplayName(
            "is a span with the names that the application has given, and nothing of what was said or by which user")
    void span() {
        call(dispatcher, "order.7", false);
        SpanData span = only();
        assertThat(span.getName()).isEqualTo("/desk order.{id}");
        assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(attributes(span))
                .containsOnly(
                        entry("rpc.system", "sockee"),
                        entry("rpc.service", "/desk"),
                        entry("rpc.method", "order.{id}"),
                        entry("code.function.name", Desk.class.getName() + ".order"),
                        entry("client.address", "192.0.2.1"),
                        entry("session.id", "s1"),
                        entry("sockee.transport", "test"));
        assertThat(span.toString()).doesNotContain(SECRET, "ann");
    }

    @Test
    @DisplayName("is what is going on for the method, and not after it")
    void current() {
        call(dispatcher, "order.7", false);
        assertThat(desk.seen).containsExactly(only().getSpanContext());
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    @DisplayName("of a request belongs to the request's trace")
    void request() {
        Span request =
                telemetry.getTracer("test").spanBuilder("POST /api/order").startSpan();
        try (Scope scope = request.makeCurrent()) {
            assertThat(scope).isNotNull();
            call(dispatcher, "order.7", true);
        }
        assertThat(only().getParentSpanContext()).isEqualTo(request.getSpanContext());
        assertThat(only().getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(attributes(only())).as("each call would be a session").doesNotContainKey("session.id");
    }

    @Test
    @DisplayName("over a socket begins a trace of its own, whatever goes on on the thread that runs it")
    void socket() {
        Span other = telemetry.getTracer("test").spanBuilder("another call").startSpan();
        try (Scope scope = other.makeCurrent()) {
            assertThat(scope).isNotNull();
            call(dispatcher, "order.7", false);
        }
        assertThat(only().getParentSpanContext().isValid()).isFalse();
    }

    @Test
    @DisplayName("ends with its answer")
    void later() {
        call(dispatcher, "later", false);
        assertThat(exporter.getFinishedSpanItems()).isEmpty();
        desk.later.complete(SECRET);
        assertThat(only().getName()).isEqualTo("/desk later");
    }

    @Test
    @DisplayName("ends with the failure of what was to answer it")
    void failedLater() {
        call(dispatcher, "later", false);
        desk.later.completeExceptionally(new IllegalStateException(SECRET));
        assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    @DisplayName("whose input is wrong tells that kind, and is no error of the server's")
    void wrongInput() {
        call(dispatcher, "count", false);
        assertThat(attributes(only())).containsEntry("error.type", "input");
        assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(only().toString()).doesNotContain(SECRET);
    }

    @Test
    @DisplayName("in a transaction is a span like others, with the transaction within")
    void transactional() {
        call(dispatcher, "bought", false);
        assertThat(desk.seen).containsExactly(only().getSpanContext());
    }

    @Test
    @DisplayName("that is answered by a stream ends when the stream begins")
    void stream() {
        List<String> answers = new ArrayList<>();
        call(dispatcher, "items", false, new Recorded(answers));
        assertThat(answers).singleElement().asString().contains("\"ok\":true");
        assertThat(only().getName()).isEqualTo("/desk items");
        assertThat(attributes(only())).doesNotContainKey("error.type");
        desk.items.closeExceptionally(new IllegalStateException(SECRET));
        assertThat(exporter.getFinishedSpanItems()).as("once").hasSize(1);
    }

    @Test
    @DisplayName("is made and answered once, whatever those do who process spans")
    void processorsFail() {
        for (boolean atStart : new boolean[] {true, false}) {
            List<String> answers = new ArrayList<>();
            OpenTelemetrySdk broken = OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .addSpanProcessor(new Failing(atStart))
                            .build())
                    .build();
            CallTracing follows = OpenTelemetryCalls.find(
                            type -> Optional.of(broken), route -> new OpenTelemetryCalls.Name("/desk", "order"))
                    .orElseThrow();
            call(dispatcher(follows), "order.7", false, new Recorded(answers));
            assertThat(answers).singleElement().asString().contains("\"ok\":true");
        }
    }

    private record Recorded(List<String> answers) implements Reply {
        @Override
        public boolean isRequested() {
            return true;
        }

        @Override
        public void send(@Nullable Object... arguments) {
            throw new AssertionError("not asked by the method");
        }

        @Override
        public void ack(RawArguments arguments) {
            answers.add(arguments.json(0));
        }

        @Override
        public Object open(ItemStream stream, Caller caller) {
            return "0";
        }

        @Override
        public void emit(String event, RawArguments arguments) {
            answers.add(event);
        }
    }

    /** Fails at the start of a span, or at its end. */
    private record Failing(boolean isStartRequired) implements SpanProcessor {
        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void onEnd(ReadableSpan span) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public boolean isEndRequired() {
            return !isStartRequired;
        }
    }

    @Test
    @DisplayName("that was refused tells the kind, and is no error of the server's")
    void refused() {
        call(dispatcher, "no", false);
        assertThat(attributes(only())).containsEntry("error.type", "refused");
        assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(only().toString()).doesNotContain(SECRET);
    }

    @Test
    @DisplayName("that has failed is an error")
    void failed() {
        call(dispatcher, "broken", false);
        assertThat(attributes(only())).containsEntry("error.type", "failed");
        assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(only().toString()).doesNotContain(SECRET);
    }

    /** As servers give it. */
    private static OpenTelemetry proxied(OpenTelemetry what) {
        return (OpenTelemetry) Proxy.newProxyInstance(
                OpenTelemetry.class.getClassLoader(),
                new Class<?>[] {OpenTelemetry.class},
                (proxy, method, arguments) -> method.invoke(what, arguments));
    }

    private static Optional<CallTracing> find(@Nullable OpenTelemetry given) {
        return OpenTelemetryCalls.find(
                type -> Optional.ofNullable(given), route -> new OpenTelemetryCalls.Name("", ""));
    }

    @Test
    @DisplayName("needs somebody who wants spans: where nobody does, no call has a trace")
    void nobody() {
        assertThat(find(null)).as("nothing").isEmpty();
        assertThat(find(proxied(OpenTelemetry.noop())))
                .as("what a server gives whose telemetry is off")
                .isEmpty();
        assertThat(find(proxied(OpenTelemetrySdk.builder().build())))
                .as("an SDK without a processor, as other servers give it")
                .isEmpty();
        assertThat(find(proxied(telemetry))).isPresent();
        Dispatcher quiet = dispatcher(null);
        assertThat(quiet.here()).isNull();
        call(quiet, "order.7", true);
        assertThat(desk.seen).containsExactly(SpanContext.getInvalid());
        assertThat(exporter.getFinishedSpanItems()).isEmpty();
    }

    @Test
    @DisplayName(
            "is told to the one that an agent or the application has put in place, where the server has none that works")
    void global() {
        GlobalOpenTelemetry.set(telemetry);
        try {
            call(dispatcher(find(proxied(OpenTelemetry.noop())).orElseThrow()), "order.7", false);
            assertThat(desk.seen).containsExactly(only().getSpanContext());
        } finally {
            GlobalOpenTelemetry.resetForTest();
        }
        assertThat(find(null)).isEmpty();
    }
}
