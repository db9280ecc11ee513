package io.sockee.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is measured, as its name says it: {@code echo1000w16} is an echo by 1,000 connections, each with sixteen messages
 * outstanding. For a fan-out, a window is of broadcasts; for the rest it has no meaning. {@code echo100@pooled} is in the namespace
 * {@code /pooled} of Socket.IO; {@code action100@pooled} and {@code http100@pooled} call the action {@code pooled.echo}.
 *
 * @param name as it is asked for and shown
 * @param kind what the clients do
 * @param connections how many of them; of a fan-out or a room, those that hear
 * @param window how many messages are outstanding
 * @param namespace such as {@code /pooled}, or empty for that of the server
 */
public record Scenario(String name, Kind kind, int connections, int window, String namespace) {

    private static final Pattern NAME =
            Pattern.compile("([a-z]+)([1-9][0-9]{0,5})(?:w([1-9][0-9]{0,3}))?(?:@([a-z]+))?");

    /** What the clients do. */
    public enum Kind {
        /** Each sends, and gets its own back. */
        ECHO,
        /** The same as an acknowledgement. */
        ACK,
        /** The same as what a controller's method returns. */
        VALUE,
        /** The same of an action's method. */
        ACTION,
        /** The same action over HTTP. */
        HTTP,
        /** The same over HTTP by a bare JAX-RS resource of the same server. */
        JAXRS,
        /** An echo over HTTP. */
        POLLING,
        /** One broadcasts to all. */
        FANOUT,
        /** The same to the rooms in turn, of which there are ten. */
        ROOM,
        /** The same to all, of whom one stops reading. */
        STALL,
        /** They come, as fast as they can. */
        CONNECT,
        /** They are there, and do nothing. */
        IDLE
    }

    /** The scenario of a name. */
    public static Scenario of(String name) {
        Matcher matcher = NAME.matcher(name);
        if (matcher.matches()) {
            for (Kind kind : Kind.values()) {
                if (kind.name().equalsIgnoreCase(matcher.group(1))) {
                    int window = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
                    String namespace = matcher.group(4) == null ? "" : "/" + matcher.group(4);
                    Scenario scenario = new Scenario(name, kind, Integer.parseInt(matcher.group(2)), window, namespace);
                    if (window > 1 && scenario.isCalledOverHttp()) {
                        throw new IllegalArgumentException(
                                "No scenario: " + name + ". A connection of HTTP has one request");
                    }
                    return scenario;
                }
            }
        }
        throw new IllegalArgumentException("No scenario: " + name
                + ". A name is echo, ack, value, action, http, jaxrs, polling, fanout, room, stall, connect or idle, a number of connections and, if it is"
                + " not 1, w and a window: echo1000w16. @ and a namespace may follow");
    }

    /** What one unit of the server's work is: a message, a delivery or a connection. */
    public String unit() {
        return switch (kind) {
            case ECHO, ACK, VALUE, ACTION, HTTP, JAXRS, POLLING -> "message";
            case FANOUT, ROOM, STALL -> "delivery";
            case CONNECT, IDLE -> "connection";
        };
    }

    /** Whether a protocol has all it takes. */
    boolean isOver(Target.Protocol protocol) {
        boolean needsSocketIo = kind == Kind.ACK || kind == Kind.POLLING || isSockees();
        return protocol == Target.Protocol.SOCKET_IO || !needsSocketIo;
    }

    /** Whether only Sockee has it. */
    public boolean isSockees() {
        return !namespace.isEmpty() || kind == Kind.VALUE || kind == Kind.ACTION || isCalledOverHttp();
    }

    /** Whether each message is a request of its own. */
    public boolean isCalledOverHttp() {
        return kind == Kind.HTTP || kind == Kind.JAXRS;
    }

    /** The event with which an acknowledgement is asked for. */
    String asking() {
        return switch (kind) {
            case VALUE -> "value";
            case ACTION -> actions() + ".echo";
            default -> "echoack";
        };
    }

    /** What is called over HTTP. */
    String resource() {
        return kind == Kind.JAXRS ? "/jaxrs/echo" : "/api/" + actions() + "/echo";
    }

    private String actions() {
        return namespace.isEmpty() ? "bench" : namespace.substring(1);
    }

    /** Bytes of text in each payload: as usual, but for what has to fill a socket's buffers. */
    int text() {
        return kind == Kind.STALL ? 4096 : Payload.TEXT;
    }
}
