import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import java.util.Map;

/** netty-socketio as it is by default. The port is the one argument. */
public final class NettySocketIoServer {

    private NettySocketIoServer() {}

    public static void main(String[] arguments) {
        Configuration configuration = new Configuration();
        configuration.setHostname("127.0.0.1");
        configuration.setPort(Integer.parseInt(arguments[0]));
        SocketIOServer server = new SocketIOServer(configuration);
        on(server);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    }

    private static void on(SocketIOServer server) {
        server.addEventListener("echo", Map.class, (client, payload, ack) -> client.sendEvent("echo", payload));
        server.addEventListener("echoack", Map.class, (client, payload, ack) -> ack.sendAckData(payload));
        server.addEventListener(
                "broadcast",
                Map.class,
                (client, payload, ack) -> server.getBroadcastOperations().sendEvent("message", payload));
        server.addEventListener("join", String.class, (client, room, ack) -> client.joinRoom(room));
        server.addMultiTypeEventListener(
                "toroom",
                (client, values, ack) -> {
                    String room = values.first();
                    Object payload = values.get(1);
                    server.getRoomOperations(room).sendEvent("message", payload);
                },
                String.class,
                Map.class);
    }
}
