package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.it.Deployments;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;

/** Somebody in the chat of the guide. JSON comes and goes with a single quote for a double one. */
final class ChatClient implements AutoCloseable {
    private static final String PASSWORD = "secret1!";

    private final EngineSocket socket = EngineSocket.open(Endpoint.socketIo(Deployments.base()));

    /** Connects; nobody is logged in. */
    ChatClient() {
        assertThat(socket.send("40").next()).startsWith("40{\"sid\":");
    }

    static ChatClient registered(String name) {
        ChatClient client = new ChatClient();
        assertThat(client.auth("register", name)).startsWith("{'ok':true,'err':false,'res':{'name':'" + name);
        return client;
    }

    String auth(String type, String name) {
        return call("['auth',{'type':'" + type + "','user':{'name':'" + name + "','password':'" + PASSWORD + "'}}]");
    }

    /** Sends an event without asking for an answer. */
    void send(String event) {
        socket.send("42" + event.replace('\'', '"'));
    }

    /** The next packet. */
    String next() {
        return socket.next().replace('"', '\'');
    }

    /** Calls; the next packet is to be the answer. */
    String call(String event) {
        socket.send("421" + event.replace('\'', '"'));
        String packet = next();
        assertThat(packet).startsWith("431[");
        return packet.substring("431[".length(), packet.length() - 1);
    }

    static String failed(String message) {
        return "{'ok':false,'err':'" + message + "','res':false}";
    }

    /** Joins a room in which nothing has been said. */
    void join(String room) {
        assertThat(call("['join','" + room + "']")).isEqualTo("{'ok':true,'err':false,'res':[]}");
    }

    /** Says something, and returns the number of the message. */
    String say(String room, String text) {
        String answer = call("['say',{'room':'" + room + "','text':'" + text + "'}]");
        assertThat(answer).startsWith("{'ok':true,").contains("'text':'" + text + "'");
        return answer.replaceFirst(".*'id':(\\d+).*", "$1");
    }

    @Override
    public void close() {
        socket.close();
    }
}
