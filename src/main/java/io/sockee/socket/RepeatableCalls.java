package io.sockee.socket;

import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.repeat.RepeatingClient;
import io.sockee.repeat.RepeatingClients;
import io.sockee.routing.CallQueue;
import io.sockee.routing.Caller;
import io.sockee.routing.ItemStream;
import io.sockee.wire.Wire;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one socket that its client may repeat on another one. Three events carry them: {@code sockee:hello} with the key of
 * the client, before all others, which is answered by {@code {"known":…}}; {@code sockee:call} with the call's number and the lowest
 * number that is not settled ({@code "17:12"}), the event's name and its arguments; and {@code sockee:settled} with the lowest number
 * that is not settled, of a client that calls nothing for now. Within the connection's inputs.
 *
 * <p>Calls of one client run in their order also when they come by one socket after another: those of the new one wait until those
 * of the one before have run. What still comes by that is left out, as the client repeats it.
 */
final class RepeatableCalls {
    private static final String HELLO = Event.OWN + "hello";
    private static final String SETTLED = Event.OWN + "settled";
    private static final String CALL = Event.OWN + "call";

    private static final Pattern KEY = Pattern.compile("\"([A-Za-z0-9_-]{16,64})\"");
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,15}):(\\d{1,15})\"");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
    private static final Pattern NAME = Pattern.compile("\"[^\"\\\\]{1,255}\"");

    private final SocketServer server;
    private final ClientSocket socket;
    private final CallQueue queue;
    private final Consumer<Runnable> afterCalls;
    private @Nullable RepeatingClient client;

    /**
     * @param queue in which the socket's calls wait
     */
    RepeatableCalls(SocketServer server, ClientSocket socket, CallQueue queue) {
        this.server = server;
        this.socket = socket;
        this.queue = queue;
        // As an input of this connection: what it has brought before is in the queue by then.
        this.afterCalls = task -> socket.parts().asInput(() -> queue.afterPresent(task));
    }

    /** Whether an event is one of these. */
    static boolean carries(Event event) {
        return Event.isOwn(event.name())
                && (event.name().equals(CALL)
                        || event.name().equals(SETTLED)
                        || event.name().equals(HELLO));
    }

    /**
     * Handles an event that {@linkplain #carries carries} a call or a greeting.
     *
     * @param call calls the method for an event; false when too many wait
     * @return false when too many calls wait
     */
    boolean event(Event event, long ackId, EventCall call) {
        if (event.name().equals(SETTLED)) {
            settled(event.arguments());
            return true;
        }
        if (ackId == Wire.NO_ACK) {
            return true; // nobody would know whether it ran
        }
        RawArguments arguments = event.arguments();
        if (event.name().equals(HELLO)) {
            hello(arguments, ackId);
            return true;
        }
        Matcher tag = TAG.matcher(arguments.count() < 2 ? "" : arguments.json(0));
        if (!tag.matches() || !NAME.matcher(arguments.json(1)).matches()) {
            refuse(ackId, "A call is its number and the lowest open one, as in \"17:12\", a name, and arguments.");
            return true;
        }
        RepeatingClient known = client;
        if (known == null) {
            refuse(ackId, "The client has not said " + HELLO + ".");
            return true;
        }
        if (!known.isCallingBy(afterCalls)) {
            return true; // it has another connection by now
        }
        RepeatingClient.Asked asked =
                known.ask(Long.parseLong(tag.group(1)), Long.parseLong(tag.group(2)), new Asker(socket, ackId));
        if (asked instanceof RepeatingClient.Refused refused) {
            refuse(ackId, refused.why());
        } else if (asked instanceof RepeatingClient.New fresh) {
            String name = arguments.json(1);
            Event inner = new Event(name.substring(1, name.length() - 1), arguments.skip(2));
            return run(inner, fresh.call(), call);
        }
        return true;
    }

    /** Who has asked for the answer to a call: a socket, by an acknowledgement. */
    private record Asker(ClientSocket socket, long ackId) implements Consumer<RawArguments> {

        @Override
        public void accept(RawArguments answer) {
            socket.parts().output().sendAckNow(answer, ackId);
        }
    }

    /** Calls the method for an event. */
    interface EventCall {

        /** False when too many calls wait. */
        boolean call(Event event, SocketReply reply, Predicate<String> unknown);
    }

    private void settled(RawArguments arguments) {
        Matcher from = NUMBER.matcher(arguments.count() == 0 ? "" : arguments.json(0));
        if (client != null && from.matches()) {
            client.settled(Long.parseLong(from.group()));
        }
    }

    private boolean run(Event event, RepeatingClient.Open open, EventCall call) {
        boolean taken = call.call(event, new OpenReply(open), name -> {
            open.answer(refusal("Nothing here answers '" + name + "'."));
            return true;
        });
        if (!taken) {
            open.withdraw();
        }
        return taken;
    }

    private void hello(RawArguments arguments, long ackId) {
        Matcher key = KEY.matcher(arguments.count() == 0 ? "" : arguments.json(0));
        if (!key.matches()) {
            refuse(ackId, "A client's key is 16 to 64 letters, digits, '_' and '-'.");
            return;
        }
        if (client != null) {
            refuse(ackId, "The client has said " + HELLO + " before.");
            return;
        }
        RepeatingClients clients = server.services().repeating();
        RepeatingClients.Entered entered = clients.enter(key.group(1));
        RepeatingClient greeted = entered.client();
        client = greeted;
        socket.whenGone(() -> clients.leave(greeted));
        socket.whenOver(() -> greeted.callsNoMoreBy(afterCalls));
        greeted.callsBy(afterCalls).ifPresent(before -> before.accept(queue.hold()));
        String answer = "{\"ok\":true,\"err\":false,\"res\":{\"known\":" + entered.known() + "}}";
        socket.parts().output().sendAckNow(RawArguments.of(List.of(answer), List.of()), ackId);
    }

    private void refuse(long ackId, String why) {
        socket.parts().output().sendAckNow(refusal(why), ackId);
    }

    private RawArguments refusal(String why) {
        String text = server.codec().encode(why).json(0);
        return RawArguments.of(List.of("{\"ok\":false,\"err\":" + text + ",\"res\":false}"), List.of());
    }

    /** The way back for a call that may be repeated: the answer is remembered, and goes to the socket that has asked last. */
    private final class OpenReply extends SocketReply {
        private final RepeatingClient.Open open;
        private volatile @Nullable ClientSocket streamsTo;

        private OpenReply(RepeatingClient.Open open) {
            super(RepeatableCalls.this.socket);
            this.open = open;
        }

        @Override
        public boolean isRequested() {
            return true;
        }

        @Override
        public void send(@Nullable Object... arguments) {
            ack(server.codec().encode(arguments));
        }

        /** With the commit: an answer that is dropped with a roll-back does not count. */
        @Override
        public void ack(RawArguments arguments) {
            server.services().gate().pass(() -> {
                ClientSocket to = streamsTo;
                if (to != null) { // its number is one of that socket's
                    open.answerOnce(arguments, asked -> asked instanceof Asker asker && asker.socket() == to);
                } else {
                    open.answer(arguments);
                }
            });
        }

        /** To the socket that has asked last: the one that has brought the call may have gone since. */
        @Override
        public Object open(ItemStream stream, Caller caller) {
            ClientSocket to = open.asker() instanceof Asker asker ? asker.socket() : socket;
            Object told = open(stream, to);
            streamsTo = to;
            return told;
        }

        @Override
        public void emit(String event, RawArguments arguments) {
            socket.parts().output().sendEvent(new Event(event, arguments));
        }
    }
}
