import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.engineio.client.transports.Polling;
import io.socket.engineio.client.transports.WebSocket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * Drives the official Java client 1.x, whose classes have the names of today's, in a process of its own, and prints what it saw as
 * one line of JSON. Arguments: the server's address, and polling, websocket or upgrade.
 */
public class OldClient {
    private static final long PATIENCE_SECONDS = 30;

    private static Object[] next(BlockingQueue<Object[]> queue, String what) throws Exception {
        Object[] arguments = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (arguments == null) {
            throw new AssertionError("no " + what);
        }
        return arguments;
    }

    private static BlockingQueue<Object[]> listen(Socket socket, String event) {
        BlockingQueue<Object[]> queue = new LinkedBlockingQueue<>();
        socket.on(event, queue::add);
        return queue;
    }

    private static Object[] answer(Socket socket, String event, Object... arguments) throws Exception {
        CompletableFuture<Object[]> answer = new CompletableFuture<>();
        socket.emit(event, arguments, (Ack) answer::complete);
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static String hex(Object bytes) {
        return HexFormat.of().formatHex((byte[]) bytes);
    }

    public static void main(String[] arguments) throws Exception {
        String base = arguments[0];
        IO.Options options = new IO.Options();
        options.path = "/socket.io-v3/";
        options.forceNew = true;
        options.reconnectionDelay = 1;
        options.transports = arguments[1].equals("upgrade")
                ? new String[] {Polling.NAME, WebSocket.NAME}
                : new String[] {arguments[1]};
        options.upgrade = arguments[1].equals("upgrade");
        JSONObject seen = new JSONObject();

        Socket socket = IO.socket(base, options);
        BlockingQueue<Object[]> connected = listen(socket, Socket.EVENT_CONNECT);
        BlockingQueue<Object[]> back = listen(socket, "message-back");
        BlockingQueue<Object[]> auth = listen(socket, "auth");
        socket.connect();
        next(connected, "connect");
        seen.put("auth", next(auth, "auth")[0]);
        String id = socket.id();

        byte[] bytes = {0, 1, (byte) 255};
        for (int i = 0; i < 50; i++) { // an upgrade falls into the midst of them
            socket.emit("message", i, "\u20ac\ud83d\ude00", bytes);
        }
        int ordered = 0;
        for (int i = 0; i < 50; i++) {
            Object[] echo = next(back, "echo");
            boolean same = echo[0].equals(i)
                    && echo[1].equals("\u20ac\ud83d\ude00")
                    && Arrays.equals((byte[]) echo[2], bytes);
            ordered += same ? 1 : 0;
        }
        seen.put("ordered", ordered);
        seen.put("ack", answer(socket, "message-with-ack", "only argument")[0]);
        seen.put("binaryAck", hex(answer(socket, "message-with-ack", new byte[] {4, 5})[0]));

        IO.Options query = new IO.Options();
        query.query = "name=Ada";
        Socket test = socket.io().socket("/test", query);
        BlockingQueue<Object[]> welcome = listen(test, "welcome");
        BlockingQueue<Object[]> told = listen(test, "told");
        BlockingQueue<Object[]> left = listen(test, Socket.EVENT_DISCONNECT);
        test.connect();
        seen.put("welcome", next(welcome, "welcome")[0]);
        seen.put("testId", test.id().equals("/test#" + id));
        answer(test, "join", "red");
        test.emit("tell", "publisher", "to red");
        seen.put("told", next(told, "told")[0]);
        test.on("question", question -> {
            int product = (Integer) question[0] * (Integer) question[1];
            ((Ack) question[2]).call(product);
        });
        seen.put("asked", ((JSONObject) answer(test, "ask-me")[0]).getString("res"));
        test.emit("leave-me");
        seen.put("sentAway", next(left, "disconnect")[0]);

        Socket random = socket.io().socket("/random");
        BlockingQueue<Object[]> error = listen(random, Socket.EVENT_ERROR);
        random.connect();
        seen.put("unknown", next(error, "error")[0]);

        random.close(); // with a socket that waits, the connection would stay, and nobody asks again for the main namespace
        socket.disconnect();
        socket.connect();
        next(connected, "connect again");
        seen.put("otherId", !socket.id().equals(id));
        socket.emit("message", "back again");
        seen.put("again", new JSONArray(next(back, "echo")));
        socket.disconnect();
        System.out.println(seen);
        System.exit(0); // its threads of HTTP stay for a while
    }
}
