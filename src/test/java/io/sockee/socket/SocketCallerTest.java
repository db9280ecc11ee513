package io.sockee.socket;

import io.sockee.api.Controller;
import io.sockee.api.User;
import io.sockee.metrics.Counters;
import io.sockee.routing.CallerSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

/** A client of the server, each time a new one; its socket calls. */
@DisplayName("A socket that calls")
class SocketCallerTest extends CallerSuite {

    @Controller(namespace = "/desk")
    public static class NamespaceDesk extends Desk {}

    private final List<User> expected = new ArrayList<>();
    private final SocketFixture fixture = new SocketFixture(
            List.of((namespace, handshake, auth) -> expected.stream()
                    .findFirst()
                    .map(user -> socket -> {
                        socket.logIn(user);
                        return Admission.Step.LOOKED;
                    })),
            new NamespaceDesk());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Override
    protected String ask(Optional<User> user, String event, String... arguments) {
        expected.clear();
        user.ifPresent(expected::add);
        RecordingConnection client = fixture.client().say("0/desk,");
        fixture.settle();
        String all = arguments.length == 0 ? "" : "," + String.join(",", arguments);
        client.say("2/desk,5[\"" + event + "\"" + all + "]");
        fixture.settle();
        String answer = client.heard().get(1);
        return answer.substring("3/desk,5[".length(), answer.length() - 1);
    }

    @Override
    protected Counters counters() {
        return fixture.counters;
    }

    @Override
    protected String sessionId() {
        return "s1";
    }
}
