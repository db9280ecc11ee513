package io.sockee.spec.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * The polling transport over an ordinary HTTP client.
 *
 * <p>Whatever an ordinary client cannot do, such as breaking off in mid-request, is done with {@link RawHttp}.
 */
public final class EngineHttp {

    /**
     * Long enough for a machine that has five times as much to do as it can, short enough that a server which never answers
     * fails the test soon.
     */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .sslContext(AnyCertificate.context())
            .build();

    private final Endpoint endpoint;

    public EngineHttp(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Opens a polling session and returns it. */
    public Session open() {
        HttpReply reply = get("EIO=4&transport=polling");
        if (reply.status() != 200) {
            throw new AssertionError("handshake refused: " + reply);
        }
        return new Session(Handshake.parse(reply.body()));
    }

    public HttpReply get(String query, String... headers) {
        return request("GET", query, null, headers);
    }

    public HttpReply post(String query, String body, String... headers) {
        return request("POST", query, body, headers);
    }

    public HttpReply post(String query, byte[] body, String... headers) {
        return answer(send(PATIENCE, "POST", query, BodyPublishers.ofByteArray(body), headers));
    }

    /** Sends a request and returns at once. */
    public CompletableFuture<HttpReply> sending(String method, String query, String body) {
        return send(method, query, body);
    }

    /** @param headers names and values in turn */
    public HttpReply request(String method, String query, String body, String... headers) {
        return answer(send(method, query, body, headers));
    }

    private CompletableFuture<HttpReply> send(String method, String query, String body, String... headers) {
        return send(PATIENCE, method, query, body, headers);
    }

    private CompletableFuture<HttpReply> send(
            Duration patience, String method, String query, String body, String... headers) {
        return send(
                patience,
                method,
                query,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                headers);
    }

    private CompletableFuture<HttpReply> send(
            Duration patience, String method, String query, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint.uri(query)).timeout(patience).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.sendAsync(request.build(), BodyHandlers.ofByteArray()).thenApply(EngineHttp::reply);
    }

    /** Waits for an answer that a session's {@link Session#polling()} has asked for. */
    public static HttpReply answer(CompletableFuture<HttpReply> pending) {
        try {
            return pending.join();
        } catch (CompletionException e) {
            throw new AssertionError("no HTTP answer: " + e.getCause(), e.getCause());
        }
    }

    /** The answer, or nothing where the server has cut the connection instead of answering. */
    public static Optional<HttpReply> answerUnlessCut(CompletableFuture<HttpReply> pending) {
        try {
            return Optional.of(pending.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof java.net.http.HttpTimeoutException || !(e.getCause() instanceof IOException)) {
                throw new AssertionError("neither answered nor cut", e.getCause());
            }
            return Optional.empty();
        }
    }

    private static HttpReply reply(HttpResponse<byte[]> response) {
        var headers = response.headers().map().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        java.util.Map.Entry::getValue,
                        (a, b) -> a,
                        TreeMap::new));
        return new HttpReply(response.statusCode(), headers, response.body());
    }

    /** One polling session. */
    public final class Session {

        private final Handshake handshake;

        private Session(Handshake handshake) {
            this.handshake = handshake;
        }

        public Handshake handshake() {
            return handshake;
        }

        public String sid() {
            return handshake.sid();
        }

        public String query() {
            return "EIO=4&transport=polling&sid=" + sid();
        }

        public HttpReply poll() {
            return get(query());
        }

        /** Starts a poll and returns at once. */
        public CompletableFuture<HttpReply> polling() {
            return send("GET", query(), null);
        }

        public HttpReply post(String body) {
            return EngineHttp.this.post(query(), body, "Content-Type", "text/plain;charset=UTF-8");
        }

        /** The same for a server that may take its time. */
        public HttpReply post(String body, Duration patience) {
            return answer(send(patience, "POST", query(), body, "Content-Type", "text/plain;charset=UTF-8"));
        }

        public CompletableFuture<HttpReply> posting(String body) {
            return send("POST", query(), body, "Content-Type", "text/plain;charset=UTF-8");
        }

        /** The next packet that is no heartbeat; pings are answered on the way. Meant for one packet at a time. */
        public String next() {
            while (true) {
                HttpReply reply = poll();
                if (reply.status() != 200) {
                    throw new AssertionError("poll refused: " + reply);
                }
                String body = reply.body();
                if (!body.startsWith("2")) {
                    return body;
                }
                post("3");
                if (body.startsWith("2\u001e")) {
                    return body.substring(2);
                }
            }
        }
    }
}
