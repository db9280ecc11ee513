package io.sockee.spec.clients;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.engineio.client.Transport;
import io.socket.engineio.parser.Packet;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** A socket of the official client whose events are waited for instead of listened to. */
final class JavaClient implements AutoCloseable {

    /** As long may nothing at all come to any client; how long it all takes is the machine's affair. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final AtomicLong LAST_HEARD = new AtomicLong();

    private static final List<String> EVENTS =
            List.of("connect", "connect_error", "disconnect", "auth", "message-back");

    /** By default the HTTP client sends no more than five requests to a host at a time, too few for many pollers. */
    private static final OkHttpClient HTTP = http();

    private final Socket socket;
    private final Map<String, BlockingQueue<Object[]>> received = new ConcurrentHashMap<>();
    private volatile String lastTransport = "none";

    private JavaClient(Socket socket) {
        this.socket = socket;
        for (String event : EVENTS) {
            BlockingQueue<Object[]> queue = new LinkedBlockingQueue<>();
            received.put(event, queue);
            socket.on(event, arguments -> {
                LAST_HEARD.set(System.nanoTime());
                queue.add(arguments);
            });
        }
    }

    static JavaClient open(URI base, ClientTransport transport, Map<String, String> auth) {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.transports = transport.names();
        options.upgrade = transport == ClientTransport.UPGRADE;
        options.auth = auth;
        options.callFactory = HTTP;
        options.webSocketFactory = HTTP;
        JavaClient client = new JavaClient(IO.socket(base, options));
        client.socket.io().on(Manager.EVENT_TRANSPORT, opened -> client.watch((Transport) opened[0]));
        client.socket.connect();
        return client;
    }

    /** The same connection in another namespace. */
    JavaClient namespace(String name) {
        next("connect");
        JavaClient other = new JavaClient(socket.io().socket(name));
        other.socket.connect();
        return other;
    }

    private void watch(Transport transport) {
        transport.on(Transport.EVENT_PACKET, packets -> {
            if (((Packet<?>) packets[0]).type.equals(Packet.MESSAGE)) {
                lastTransport = transport.name;
            }
        });
    }

    Socket socket() {
        return socket;
    }

    /** The transport by which the last message came. */
    String lastTransport() {
        return lastTransport;
    }

    /** The arguments of the next such event. */
    Object[] next(String event) {
        LAST_HEARD.set(System.nanoTime());
        try {
            Object[] arguments = null;
            while (arguments == null) {
                long quiet = System.nanoTime() - LAST_HEARD.get();
                if (quiet > PATIENCE.toNanos()) {
                    throw new AssertionError("no " + event + ", and nothing else to any client within " + PATIENCE);
                }
                arguments = received.get(event).poll(PATIENCE.toNanos() - quiet + 1, TimeUnit.NANOSECONDS);
            }
            return arguments;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Whether everything that the server had to say has been taken; an echo of its own makes sure of that. */
    boolean hasNoMore(String event) {
        acknowledged("message-with-ack", "last");
        return received.get(event).isEmpty();
    }

    Object[] acknowledged(String event, Object... arguments) {
        CompletableFuture<Object[]> answer = new CompletableFuture<>();
        Ack ack = answer::complete;
        socket.emit(event, arguments, ack);
        return answer.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private static OkHttpClient http() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(1000);
        dispatcher.setMaxRequestsPerHost(1000);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .readTimeout(1, TimeUnit.MINUTES)
                .build();
    }

    @Override
    public void close() {
        socket.disconnect();
    }
}
