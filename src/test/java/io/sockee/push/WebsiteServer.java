package io.sockee.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A small website of the tests, which answers as a test says. */
public final class WebsiteServer implements AutoCloseable {

    /** How it answers. */
    @FunctionalInterface
    public interface Page {
        /** Answers one request. */
        void answer(HttpExchange exchange) throws IOException;
    }

    /** A request that came. */
    public record Seen(String method, String uri, String authorization, String meta, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Page page = exchange -> answer(exchange, 404, "");

    public WebsiteServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("X-Meta"),
                    body));
            try (exchange) {
                page.answer(exchange);
            }
        });
        server.start();
    }

    /** From now on it answers like this. */
    public void page(Page answers) {
        page = answers;
    }

    /** From now on it answers like this. */
    public void page(int status, String body) {
        page = exchange -> answer(exchange, status, body);
    }

    /** From now on each token is a user's, who is let into these rooms. */
    public void users(Function<String, List<String>> rooms) {
        page = exchange -> {
            String token =
                    exchange.getRequestHeaders().getFirst("Authorization").replaceFirst("^\\w+ ", "");
            answer(exchange, 200, rooms.apply(token).stream().collect(Collectors.joining("\",\"", "[\"", "\"]")));
        };
    }

    /** Answers a request. */
    public static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** What has come so far. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Where a path of it is. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
