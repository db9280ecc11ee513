package io.sockee.routing;

import io.sockee.api.Ack;
import io.sockee.api.DisconnectReason;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.event.RawArguments;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a controller's method.
 *
 * @param event the event's name; empty for connect and disconnect
 * @param variables what the variables in the patterns of the event and the namespace stand for
 * @param arguments the event's arguments, or the auth payload
 * @param reason why the socket is gone, for disconnect
 * @param began when it began, in monotonic nanoseconds, if somebody wants to know; else {@link #UNTIMED}
 * @param trace how it is followed, or, before it begins, what brings it about; null where nobody traces
 */
public record Call(
        Caller caller,
        String event,
        Map<String, String> variables,
        RawArguments arguments,
        Reply reply,
        @Nullable DisconnectReason reason,
        long began,
        @Nullable CallTrace trace) {
    /** Nobody wants to know how long the call takes. */
    static final long UNTIMED = Long.MIN_VALUE;

    /** A call for an event. */
    public static Call event(
            Caller caller, String event, Map<String, String> variables, RawArguments arguments, Reply reply) {
        return new Call(caller, event, variables, arguments, reply, null, UNTIMED, null);
    }

    /** A call for a socket that wants to join. */
    public static Call connect(ScopedSocket socket, Map<String, String> variables, RawArguments auth) {
        return new Call(socket, "", variables, auth, Reply.NONE, null, UNTIMED, null);
    }

    /** A call for a socket that is gone. */
    public static Call disconnect(ScopedSocket socket, Map<String, String> variables, DisconnectReason reason) {
        return new Call(socket, "", variables, RawArguments.NONE, Reply.NONE, reason, UNTIMED, null);
    }

    /** The same call, which begins now. */
    Call begun(long now) {
        return new Call(caller, event, variables, arguments, reply, reason, now, trace);
    }

    /** The same call with a trace. */
    public Call traced(@Nullable CallTrace by) {
        return by == trace ? this : new Call(caller, event, variables, arguments, reply, reason, began, by);
    }

    boolean isTimed() {
        return began != UNTIMED;
    }

    boolean isEvent() {
        return !event.isEmpty();
    }

    /**
     * The socket that calls.
     *
     * @throws RefusedException when the caller is no socket
     */
    Socket socket() {
        Socket socket = caller.socket();
        if (socket == null) {
            throw new RefusedException("Only a socket can call this.");
        }
        return socket;
    }

    /** Answers by an acknowledgement where one was asked for, else by an event that has the call's name and a suffix. */
    void answer(String suffix, RawArguments answer) {
        if (reply.isRequested()) {
            reply.ack(answer);
        } else {
            reply.emit(event + suffix, answer);
        }
    }

    Ack ack() {
        return reply;
    }
}
