import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** SockJS of Vert.x at /bench, with the letters of the benchmark; a verticle for each core. The port is the one argument. */
public final class VertxSockJsServer extends VerticleBase {
    private static final Set<SockJSSocket> EVERYONE = ConcurrentHashMap.newKeySet();
    private static final Map<String, Set<SockJSSocket>> ROOMS = new ConcurrentHashMap<>();

    private final int port;

    private VertxSockJsServer(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        int cores = Runtime.getRuntime().availableProcessors();
        Vertx.vertx()
                .deployVerticle(() -> new VertxSockJsServer(port), new DeploymentOptions().setInstances(cores))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.route("/bench/*").subRouter(SockJSHandler.create(vertx).socketHandler(VertxSockJsServer::opened));
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        return vertx.createHttpServer(options).requestHandler(router).listen();
    }

    private static void opened(SockJSSocket socket) {
        List<Set<SockJSSocket>> memberships = new ArrayList<>(List.of(EVERYONE));
        EVERYONE.add(socket);
        socket.endHandler(end -> memberships.forEach(members -> members.remove(socket)));
        socket.handler(message -> {
            String text = message.toString();
            String rest = text.substring(1);
            switch (text.charAt(0)) {
                case 'e' -> socket.write(text);
                case 'b' -> publish(EVERYONE, text);
                case 'j' -> {
                    Set<SockJSSocket> members = room(rest);
                    members.add(socket);
                    memberships.add(members);
                }
                case 'r' -> {
                    int blank = rest.indexOf(' ');
                    publish(room(rest.substring(0, blank)), "b" + rest.substring(blank + 1));
                }
                default -> socket.close();
            }
        });
    }

    private static Set<SockJSSocket> room(String name) {
        return ROOMS.computeIfAbsent(name, key -> ConcurrentHashMap.newKeySet());
    }

    private static void publish(Collection<SockJSSocket> members, String text) {
        members.forEach(member -> member.write(text));
    }
}
