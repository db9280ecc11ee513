package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The last line of a start. The server is one of the JDK's, and hands its requests to the notice or to nobody. */
@DisplayName("The last line of a start")
@Timeout(60)
class StartNoticeTest {
    private final List<LogRecord> lines = new CopyOnWriteArrayList<>();
    private final Logger log = Logger.getLogger(StartNotice.class.getName());
    private final AtomicReference<Optional<HttpAddress>> address = new AtomicReference<>(Optional.empty());
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private HttpServer server;
    private int passedOn;

    @BeforeEach
    void record() {
        log.setLevel(Level.INFO);
        log.addHandler(recorder);
    }

    @AfterEach
    void end() {
        log.removeHandler(recorder);
        log.setLevel(null);
        if (server != null) {
            server.stop(0);
        }
    }

    private void serve(StartNotice notice) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FilterChain rest = (request, response) -> passedOn++;
        server.createContext("/", exchange -> {
            try {
                notice.doFilter(request(exchange.getRequestURI().getQuery()), null, rest);
            } catch (jakarta.servlet.ServletException e) {
                throw new IOException(e);
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    private static HttpServletRequest request(String query) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                StartNoticeTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> method.getName().equals("getQueryString") ? query : null);
    }

    private void isAt(HttpServer there) {
        address.set(Optional.of(new HttpAddress("localhost", there.getAddress().getPort(), false)));
    }

    private String text() {
        return new SimpleFormatter().formatMessage(lines.get(0));
    }

    @Test
    @DisplayName("says where the pages are, once they can be asked for, and as loudly as Open Liberty's console wants")
    void open() throws Exception {
        StartNotice notice = new StartNotice("/app", address::get, null);
        Thread thread = new Thread(notice);
        thread.start();
        serve(notice);
        isAt(server);
        thread.join();
        assertThat(text())
                .isEqualTo("Open http://localhost:" + server.getAddress().getPort() + "/app/");
        assertThat(lines.get(0).getLevel().intValue())
                .isBetween(Level.INFO.intValue() + 1, Level.WARNING.intValue() - 1);
        assertThat(passedOn).as("its own request is nobody else's").isZero();
    }

    @Test
    @DisplayName("says why there are none, where the application has not started")
    void refused() throws Exception {
        StartNotice notice = new StartNotice("", address::get, new RefusedStart("No such file.", true));
        serve(notice);
        isAt(server);
        notice.run();
        assertThat(text())
                .isEqualTo("The application has not started, and http://localhost:"
                        + server.getAddress().getPort() + "/ answers 503. No such file.");
        assertThat(lines.get(0).getLevel()).isEqualTo(Level.SEVERE);
    }

    @Test
    @DisplayName("is not written for a port that is another process's")
    void taken() throws Exception {
        StartNotice elsewhere = new StartNotice("", address::get, null);
        serve(elsewhere);
        isAt(server);
        StartNotice notice = new StartNotice("", address::get, null);
        Thread thread = new Thread(notice);
        thread.start();
        await().until(() -> passedOn > 2);
        notice.end();
        thread.join();
        assertThat(lines).isEmpty();
    }
}
