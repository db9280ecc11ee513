package io.sockee.routing;

import io.sockee.api.User;
import io.sockee.event.RawArguments;
import io.sockee.metrics.Counters;
import io.sockee.transaction.CommitGate;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls the methods of one controller as a client would, and remembers the answers. */
final class RecordingCalls {
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    final ValueCodec codec = new ValueCodec(100);
    final Counters counters = new Counters();
    final ExceptionMappers mappers = new ExceptionMappers();
    Optional<User> user = Optional.empty();
    private @Nullable ScopedSocket socket;
    final List<String> answers = new ArrayList<>();
    final List<byte[]> attachments = new ArrayList<>();
    private final Dispatcher dispatcher;
    private final Routes routes;

    <T> RecordingCalls(Class<T> type, T controller, boolean dev) {
        this(type, controller, dev, false);
    }

    /**
     * @param strict whether surplus arguments are refused
     */
    <T> RecordingCalls(Class<T> type, T controller, boolean dev, boolean strict) {
        ControllerScan scan = new ControllerScan(codec, Optional.of(VALIDATOR), key -> Optional.empty());
        scan.add(type, controller);
        this.routes = scan.routes();
        this.dispatcher = new Dispatcher(
                codec,
                "_data",
                "_error",
                new Failures(mappers, dev, counters),
                CommitGate.ALWAYS_OPEN,
                new Strays(strict, dev, counters),
                counters);
    }

    /** The smallest caller, which is no socket unless it is {@linkplain #asSocket told} to have one. */
    private final class Somebody implements Caller {
        @Override
        public Optional<User> user() {
            return user;
        }

        @Override
        public String address() {
            return "192.0.2.1";
        }

        @Override
        public String sessionId() {
            return "somebody";
        }

        @Override
        public String transport() {
            return "test";
        }

        @Override
        public @Nullable ScopedSocket socket() {
            return socket;
        }
    }

    /** The caller is a socket from now on, that has an id and nothing else. */
    RecordingCalls asSocket() {
        socket = (ScopedSocket) Proxy.newProxyInstance(
                ScopedSocket.class.getClassLoader(),
                new Class<?>[] {ScopedSocket.class},
                (proxy, method, arguments) -> method.getName().equals("id") ? "socket-id" : null);
        return this;
    }

    /** Sends an event whose arguments are JSON texts, and asks for an ack. */
    String ask(String event, String... json) {
        return ask(event, List.of(), json);
    }

    String ask(String event, List<byte[]> binary, String... json) {
        call(event, true, RawArguments.of(List.of(json), binary));
        return answers.remove(answers.size() - 1);
    }

    /** Sends an event without asking for an ack; the answers are events. */
    void tell(String event, String... json) {
        call(event, false, RawArguments.of(List.of(json), List.of()));
    }

    private void call(String event, boolean ack, RawArguments arguments) {
        Routes.Match match =
                dispatcher.find("/", routes.find("/").orElseThrow(), event).orElseThrow();
        dispatcher.onEvent(
                match.route(),
                Call.event(new Somebody(), event, match.variables(), arguments, new RecordingReply(ack)));
    }

    private final class RecordingReply implements Reply {
        private final boolean requested;

        RecordingReply(boolean requested) {
            this.requested = requested;
        }

        @Override
        public boolean isRequested() {
            return requested;
        }

        @Override
        public void send(Object... values) {
            ack(codec.encode(values));
        }

        @Override
        public void ack(RawArguments arguments) {
            record("", arguments);
        }

        @Override
        public void emit(String event, RawArguments arguments) {
            record(event + " ", arguments);
        }

        private void record(String prefix, RawArguments arguments) {
            StringBuilder text = new StringBuilder(prefix);
            arguments.appendTo(text);
            answers.add(text.toString());
            attachments.addAll(arguments.attachments());
        }
    }
}
