package io.sockee.it;

import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import java.net.URI;

/** A user who has logged in at a session, and comes back by its token when the server has died. */
final class ReturningVisitor {
    private static final String SESSIONS = "/sessions";
    private static final String ONLINE = "/online";
    private static final String NAME = "Vera";

    private final URI base;
    private final String session;
    private final String user;
    private String name = "nobody";
    private int rooms = 1; // its own

    /** Registers, which logs in at the session. */
    ReturningVisitor(URI base) {
        this.base = base;
        try (EngineSocket socket = EngineSocket.open(Endpoint.socketIo(base))) {
            Client main = Client.join(socket, "/", "");
            main.ask(
                    "auth",
                    "{'type':'register','user':{'name':'" + NAME + "','password':'secret1!','email':'v@x.org'}}");
            String token = "";
            String packet = socket.next();
            while (!packet.startsWith("43")) {
                assertThat(packet).contains("sockee:session");
                token = AuthHttp.token(packet);
                packet = socket.next();
            }
            session = token;
        }
        try (Client client = join(ONLINE)) {
            user = client.call("users").replaceAll(".*\\[\"(.*)\"].*", "$1");
        }
    }

    private Client join(String namespace) {
        return Client.join(base, namespace, "{'session':'" + session + "'}");
    }

    private void isKnown(Client client) {
        assertThat(client.next()).isEqualTo("[\"back\",\"" + name + "\"," + rooms + "]");
        assertThat(client.call("who")).isEqualTo(ok("'" + NAME + " " + NAME + "'"));
    }

    /** Leaves something in the session, a channel too, and is in the hall when the server is killed. */
    void comes(String text) {
        Client client = join(SESSIONS);
        isKnown(client);
        assertThat(client.call("put", "'name'", "'" + text + "'")).isEqualTo(ok("null")); // it is stored
        assertThat(client.call("subscribe", "'" + text + "'")).isEqualTo(ok("null"));
        name = text;
        rooms++;
        Client hall = join(ONLINE);
        assertThat(hall.call("enter")).isEqualTo(ok("false"));
        assertThat(hall.call("hall")).isEqualTo(ok("['" + user + "']"));
    }

    /** The server that starts has nobody, before anybody has come. */
    void isGone() {
        try (Client stranger = Client.join(base, ONLINE, "")) {
            assertThat(stranger.call("users")).isEqualTo(ok("[]"));
            assertThat(stranger.call("hall")).isEqualTo(ok("[]"));
        }
    }

    /** Is who it was, with what it had; and those who watch are told that it has come. */
    void comesBack() {
        try (Client watcher = Client.join(base, ONLINE, "")) {
            assertThat(watcher.call("watch", "'" + user + "'")).isEqualTo(ok("false"));
            try (Client client = join(SESSIONS);
                    Client hall = join(ONLINE)) {
                isKnown(client);
                assertThat(watcher.next()).isEqualTo("[\"came\",\"" + user + "\"]");
                assertThat(watcher.call("users")).isEqualTo(ok("['" + user + "']"));
                assertThat(hall.call("enter")).isEqualTo(ok("false"));
                assertThat(watcher.call("hall")).isEqualTo(ok("['" + user + "']"));
            }
        }
    }
}
