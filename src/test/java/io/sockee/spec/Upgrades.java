package io.sockee.spec;

import static io.sockee.spec.client.EngineHttp.PATIENCE;
import static io.sockee.spec.client.EngineHttp.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.RawWebSocket;

/** The steps from polling to WebSocket. */
final class Upgrades {
    /** What makes a request one for a WebSocket. */
    static final String[] HEAD = {
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    private Upgrades() {}

    static RawWebSocket.Request request(Endpoint endpoint, String sid) {
        return RawWebSocket.to(endpoint, "EIO=4&transport=websocket&sid=" + sid);
    }

    /** A WebSocket beside the session's polling, its probe answered. */
    static RawWebSocket probed(Endpoint endpoint, String sid) {
        RawWebSocket socket = request(endpoint, sid).open().text("2probe");
        assertText(socket, "3probe");
        return socket;
    }

    /** The session's WebSocket once the upgrade is complete. */
    static RawWebSocket upgraded(Endpoint endpoint, EngineHttp.Session session) {
        RawWebSocket socket = probed(endpoint, session.sid());
        String last = answer(session.polling()).body();
        while (last.equals("2")) { // the heartbeat goes on meanwhile
            session.post("3");
            last = answer(session.polling()).body();
        }
        assertThat(last).isEqualTo("6");
        return socket.text("5");
    }

    /** A poll after the upgrade is refused; one that has come before the client's 5 was read is ended by it. */
    static void assertPollRefused(EngineHttp.Session session) {
        var answer = session.poll();
        if (answer.status() == 200) {
            assertThat(answer.body()).isEqualTo("6");
            answer = session.poll();
        }
        assertThat(answer.status()).isEqualTo(400);
    }

    /** The next text, heartbeats answered. */
    static void assertText(RawWebSocket socket, String expected) {
        Frame frame = socket.next(PATIENCE);
        while (frame.equals(new Frame.Text("2"))) {
            socket.text("3");
            frame = socket.next(PATIENCE);
        }
        assertThat(frame).isEqualTo(new Frame.Text(expected));
    }

    static void assertNextIsPing(RawWebSocket socket) {
        assertThat(socket.next(PATIENCE)).isEqualTo(new Frame.Text("2"));
    }
}
