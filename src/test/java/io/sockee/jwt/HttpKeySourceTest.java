package io.sockee.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The keys of an issuer, asked for over HTTP")
class HttpKeySourceTest {

    private static JwtIssuer issuer(String name, Optional<URI> keys) {
        return new JwtIssuer(
                name,
                keys,
                Set.of("shop"),
                Set.of("RS256"),
                "jwt:",
                new JwtIssuer.Claims("sub", "name", "roles"),
                Set.of());
    }

    @Test
    @Timeout(30)
    @DisplayName("are given up in time also when the head of the answer comes bit by bit")
    void slowHead() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(server));
            dripping.start();
            URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/keys");
            HttpKeySource source = new HttpKeySource(issuer("one", Optional.of(address)), 500);
            long begun = System.nanoTime();
            assertThatThrownBy(source::fetch).isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            dripping.join();
        }
    }

    /** A byte of the head at a time, each in good time, for ten seconds or until nobody listens. */
    private static void drip(ServerSocket server) {
        try (Socket client = server.accept()) {
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100; i++) {
                out.write('x');
                out.flush();
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException e) {
            // nobody listens any more: that is what is wanted
        }
    }

    @Test
    @DisplayName("are looked for anew when they are not where they were")
    void moved() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        String[] at = {"/old"};
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, "{\"issuer\":\"" + base + "\",\"jwks_uri\":\"" + base + at[0] + "\"}"));
        server.createContext("/old", exchange -> {
            if (at[0].equals("/old")) {
                answer(exchange, "{\"keys\":[]}");
            } else {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            }
        });
        server.createContext("/new", exchange -> answer(exchange, "{\"keys\":[1]}"));
        server.start();
        try {
            HttpKeySource source = new HttpKeySource(issuer(base, Optional.empty()), 5_000);
            assertThat(source.fetch()).isEqualTo("{\"keys\":[]}");
            at[0] = "/new";
            assertThatThrownBy(source::fetch).isInstanceOf(IOException.class);
            assertThat(source.fetch()).isEqualTo("{\"keys\":[1]}");
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
