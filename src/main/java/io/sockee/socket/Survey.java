package io.sockee.socket;

import io.sockee.api.Arguments;
import io.sockee.api.BroadcastAnswers;
import io.sockee.connection.Timers;
import io.sockee.event.RawArguments;
import io.sockee.hub.Emission;
import io.sockee.hub.Namespace;
import io.sockee.hub.Publication;
import io.sockee.routing.BindableArguments;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One question to many sockets of this node, under one id, so that it is written once; and their answers, until the last one has
 * come or the time is over. The answers together take a bounded number of bytes: those that come beyond it are dropped. Safe for any
 * thread; does not block.
 */
final class Survey {
    private final SocketServer server;
    private final long ackId;
    private final CompletableFuture<BroadcastAnswers> told = new CompletableFuture<>();

    // Guarded by this.
    private final Map<String, SocketOutput> waiting =
            new HashMap<>(); // those that have been asked and may still answer
    private final Map<String, Arguments> answers = new LinkedHashMap<>();
    private final Set<String> silent = new LinkedHashSet<>();
    private long bytes;
    private boolean asking = true;
    private Timers.@Nullable Timer timeout;

    private Survey(SocketServer server, long ackId) {
        this.server = server;
        this.ackId = ackId;
    }

    /** Asks the sockets that are there now. The stage completes on a thread that may be blocked; it does not fail. */
    static CompletionStage<BroadcastAnswers> begin(SocketServer server, Publication question, Duration timeout) {
        Namespace namespace = server.hub().namespace(question.namespace()).orElse(null);
        if (namespace == null) {
            return CompletableFuture.completedFuture(new BroadcastAnswers(Map.of(), Set.of()));
        }
        Survey survey = new Survey(server, namespace.nextAckId());
        survey.ask(question, timeout);
        return survey.told;
    }

    private void ask(Publication question, Duration within) {
        Emission emission = Emission.question(question, ackId);
        server.hub().each(question.namespace(), question.target(), question.sender(), member -> {
            if (member instanceof SocketOutput output) {
                ask(output, emission);
            }
        });
        synchronized (this) {
            asking = false;
            if (!waiting.isEmpty()) {
                timeout = server.services().timers().schedule(SocketTimers.nanos(within), this::timeIsOver);
                return;
            }
        }
        tell();
    }

    private void ask(SocketOutput socket, Emission emission) {
        synchronized (this) { // before it is asked, as it may answer at once
            waiting.put(socket.id(), socket);
        }
        if (!socket.ask(emission, ackId, new Answer(socket.id()))) {
            noAnswer(socket.id());
        }
    }

    /** The wait for one socket's answer. */
    private final class Answer implements PendingAcks.Pending {
        private final String socket;

        Answer(String socket) {
            this.socket = socket;
        }

        @Override
        public void answered(RawArguments arguments) {
            take(socket, arguments);
        }

        @Override
        public void gone() {
            noAnswer(socket);
        }
    }

    private void take(String socket, RawArguments arguments) {
        synchronized (this) {
            if (waiting.remove(socket) == null) {
                return;
            }
            if (bytes + arguments.size() > server.settings().maxAnswerBytes()) {
                silent.add(socket);
            } else {
                bytes += arguments.size();
                answers.put(socket, new BindableArguments(arguments, server.codec()));
            }
            if (isUnderWay()) {
                return;
            }
        }
        tell();
    }

    private void noAnswer(String socket) {
        synchronized (this) {
            if (waiting.remove(socket) == null) {
                return;
            }
            silent.add(socket);
            if (isUnderWay()) {
                return;
            }
        }
        tell();
    }

    private boolean isUnderWay() {
        return asking || !waiting.isEmpty();
    }

    private void timeIsOver() {
        Map<String, SocketOutput> late;
        synchronized (this) {
            if (waiting.isEmpty()) {
                return; // somebody else tells
            }
            late = Map.copyOf(waiting);
            waiting.clear();
            silent.addAll(late.keySet());
        }
        late.values().forEach(output -> output.socket().parts().acks().giveUp(ackId));
        tell();
    }

    /** Once: by whoever has taken the last one out. */
    private void tell() {
        BroadcastAnswers all;
        synchronized (this) {
            if (timeout != null) {
                timeout.cancel();
            }
            all = new BroadcastAnswers( // nothing is added any more
                    Collections.unmodifiableMap(answers), Collections.unmodifiableSet(silent));
        }
        server.onPool(ServerCaller.INSTANCE, "what follows answers", () -> told.complete(all));
    }
}
