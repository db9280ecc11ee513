package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client in one namespace of a connection. Arguments are JSON, in which a single quote stands for a double one. What is
 * read comes without the packet's prefix: an event as {@code ["name",…]}, an answer as {@code -> […]}.
 */
final class Client implements AutoCloseable {
    private static final Pattern PACKET = Pattern.compile("4([23])(?:(/[^,]*),)?(\\d*)(\\[.*)", Pattern.DOTALL);

    private final EngineSocket socket;
    private final String namespace;
    private String sid = "";
    private int calls;
    private String shown = "";

    private Client(EngineSocket socket, String namespace) {
        this.socket = socket;
        this.namespace = namespace;
    }

    /** Connects and joins a namespace. */
    static Client join(String namespace) {
        return join(namespace, "");
    }

    static Client join(String namespace, String auth) {
        return join(EngineSocket.open(Endpoint.socketIo(Deployments.base())), namespace, auth);
    }

    /** Joins one more namespace of a connection. */
    static Client join(EngineSocket socket, String namespace, String auth) {
        Client client = new Client(socket, namespace);
        String answer = client.attempt(auth);
        assertThat(answer).startsWith("40" + client.prefix() + "{\"sid\":\"");
        client.sid = answer.replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
        return client;
    }

    /** A connection that has joined nothing. */
    static Client outside(String namespace) {
        return new Client(EngineSocket.open(Endpoint.socketIo(Deployments.base())), namespace);
    }

    /** A connection to a server that the test has started itself; it has joined nothing. */
    static Client outside(URI base, String namespace) {
        return new Client(EngineSocket.open(Endpoint.socketIo(base)), namespace);
    }

    /** Joins a namespace of a server that the test has started itself. */
    static Client join(URI base, String namespace, String auth) {
        return join(EngineSocket.open(Endpoint.socketIo(base)), namespace, auth);
    }

    /** Asks to join, and returns the server's packet, whatever it says. */
    String attempt(String auth) {
        socket.send("40" + prefix() + json(auth));
        return socket.next();
    }

    EngineSocket socket() {
        return socket;
    }

    String sid() {
        return sid;
    }

    /** Sends an event without asking for an answer. */
    Client send(String event, String... arguments) {
        socket.send("42" + prefix() + event(event, arguments));
        return this;
    }

    /** Sends an event and asks for an answer, which is yet to be read. */
    Client ask(String event, String... arguments) {
        socket.send("42" + prefix() + ++calls + event(event, arguments));
        return this;
    }

    /** Sends an event; the next packet must be its answer. */
    String call(String event, String... arguments) {
        ask(event, arguments);
        String packet = received();
        assertThat(packet).startsWith("43" + prefix() + calls + "[");
        return read(packet);
    }

    /** Sends an event by which somebody may log in; the next packet, behind what the client is told of its session, must be its answer. */
    String login(String event, String... arguments) {
        ask(event, arguments);
        String packet = socket.next();
        while (packet.startsWith("42" + prefix() + "[\"sockee:session\",")) {
            packet = socket.next();
        }
        assertThat(packet).startsWith("43" + prefix() + calls + "[");
        return read(packet);
    }

    /** The next packet. */
    String next() {
        return read(received());
    }

    /** The next packet that does not only show a failure, as servers do in the dev profile. */
    private String received() {
        String packet = socket.next();
        while (packet.startsWith("42" + prefix() + "[\"sockee:error\",")) {
            shown = read(packet);
            packet = socket.next();
        }
        return packet;
    }

    /** The last failure that was shown; empty when none was. */
    String shown() {
        return shown;
    }

    private String read(String packet) {
        Matcher matcher = PACKET.matcher(packet);
        if (!matcher.matches()) {
            return packet;
        }
        assertThat(matcher.group(2)).isEqualTo(namespace.equals("/") ? null : namespace);
        return (matcher.group(1).equals("3") ? "-> " : "") + matcher.group(4);
    }

    /** Nothing had been sent to this connection before the server answers a question that needs no controller. */
    void heardNothing() {
        socket.send("40/nowhere,");
        assertThat(socket.next()).isEqualTo("44/nowhere,{\"message\":\"Invalid namespace\"}");
    }

    /** Leaves the namespace. */
    void leave() {
        socket.send("41" + prefix());
    }

    /** Cuts the connection. */
    @Override
    public void close() {
        socket.close();
    }

    String prefix() {
        return namespace.equals("/") ? "" : namespace + ",";
    }

    static String event(String name, String... arguments) {
        StringBuilder event = new StringBuilder("[\"").append(name).append('"');
        for (String argument : arguments) {
            event.append(',').append(json(argument));
        }
        return event.append(']').toString();
    }

    /** The answer of a call that succeeded. */
    static String ok(String result) {
        return "-> [{\"ok\":true,\"err\":false,\"res\":" + json(result) + "}]";
    }

    /** The answer of a call that was refused. */
    static String failed(String message) {
        return "-> [{\"ok\":false,\"err\":\"" + message + "\",\"res\":false}]";
    }

    /** The answer of a call that failed, as a regular expression. */
    static String internalError() {
        return "-> " + Pattern.quote("[{\"ok\":false,\"err\":\"Internal error. (")
                + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}" + Pattern.quote(")\",\"res\":false}]");
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }
}
