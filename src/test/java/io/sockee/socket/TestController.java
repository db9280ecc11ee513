package io.sockee.socket;

import io.sockee.api.Ack;
import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.DisconnectReason;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Serves {@code /}, whose connect method runs on the pool, and remembers what it sees. */
@Controller(namespace = {"/", "/pooled"})
public class TestController {
    final List<String> seen = new CopyOnWriteArrayList<>();
    volatile @Nullable Socket last;
    volatile CountDownLatch gate = new CountDownLatch(0);

    /** Turns clients away by what their auth payload says. */
    public record Auth(@Nullable String as) {}

    @OnConnect
    public void connect(Socket socket, Auth auth) {
        SocketFixture.await(gate);
        last = socket;
        if ("nobody".equals(auth.as())) {
            throw new RefusedException("Who are you?", Map.of("code", 7));
        } else if ("unwritable".equals(auth.as())) {
            throw new RefusedException("No.", new Unwritable());
        } else if ("bug".equals(auth.as())) {
            throw new IllegalStateException("secret");
        } else if ("greeted".equals(auth.as())) {
            socket.emit("welcome", 1);
            socket.emit("welcome", 2);
        } else if ("brimful".equals(auth.as())) {
            for (int i = 0; i < RecordingConnection.MOST_HELD; i++) {
                socket.emit("drop", i);
            }
        } else if ("flooded".equals(auth.as())) {
            for (int i = 0; i < 300; i++) {
                socket.emit("drop", i);
            }
        } else if ("sent away".equals(auth.as())) {
            socket.emit("welcome", 1);
            socket.disconnect();
        }
        socket.join("lobby", "room-" + socket.id());
    }

    /** Fails when it is written. */
    public static final class Unwritable {
        public String getValue() {
            throw new IllegalStateException("on purpose");
        }
    }

    @OnDisconnect
    public void disconnect(Socket socket, DisconnectReason reason) {
        seen.add(socket.id() + " gone: " + reason.text() + " " + socket.rooms() + socket.isConnected());
    }

    @On("note")
    public void note(String text) {
        SocketFixture.await(gate);
        seen.add(text);
    }

    @On("echo")
    public void echo(Arguments all, Ack ack) {
        ack.send(all);
        ack.send("a second answer");
    }

    /** Serves a namespace whose methods run at once. */
    @NonBlocking
    @Controller(namespace = "/fast")
    public static class Fast {
        final List<String> seen = new CopyOnWriteArrayList<>();
        volatile @Nullable Socket last;

        @OnConnect
        public void connect(Socket socket, Auth auth) {
            last = socket;
            if ("nobody".equals(auth.as())) {
                throw new RefusedException("Who are you?");
            }
        }

        @OnDisconnect
        public void disconnect(DisconnectReason reason) {
            seen.add("gone: " + reason.text());
        }

        @On("secret")
        public String secret() {
            seen.add("secret");
            return "42";
        }
    }
}
