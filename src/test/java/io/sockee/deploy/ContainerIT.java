package io.sockee.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.servers.Ports;
import io.sockee.servers.Processes;
import io.sockee.servers.Progress;
import io.sockee.servers.ServerProcess;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Puts together in a folder what the Containerfile puts into an image, adds a certificate and traces, and starts its command. */
@Tag("own-servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("What the Containerfile describes")
class ContainerIT {
    private static final String SERVER = System.getProperty("sockee.server");
    private static final boolean LIBERTY = SERVER.equals("liberty");
    private static final Path BASEDIR =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path ROOT = BASEDIR.resolve("target/it/container-" + SERVER);
    private static final String PASSWORD = "of-the-tests";

    /** To the server's log, at once. Where that goes is for the image's owner to say; so is what else is collected. */
    private static final Map<String, String> TRACES = Map.of(
            "OTEL_SDK_DISABLED", "false",
            "OTEL_TRACES_EXPORTER", "logging",
            "OTEL_METRICS_EXPORTER", "none",
            "OTEL_LOGS_EXPORTER", "none",
            "OTEL_BSP_SCHEDULE_DELAY", "50");

    private final int http = Ports.free();
    private final int https = Ports.free();
    private Containerfile file;
    private Process server;
    private List<ProcessHandle> children = List.of();

    /** A path of the image, here. */
    private static String here(String text) {
        return text.replace("/opt/", ROOT + "/opt/");
    }

    @BeforeAll
    void start() throws Exception {
        file = Containerfile.read(BASEDIR.resolve("deploy/container/Containerfile." + SERVER));
        for (List<String> copy : file.copies()) {
            String to = copy.get(copy.size() - 1);
            for (String source : copy.subList(0, copy.size() - 1)) {
                Path from = BASEDIR.resolve(source);
                put(from, Path.of(here(to.endsWith("/") ? to + from.getFileName() : to)));
            }
        }
        for (String check : file.all("RUN")) {
            if (check.startsWith("grep ")) {
                run(List.of("bash", "-c", here(check)));
            }
        }
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "sockee",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store().toString()));
        if (LIBERTY) {
            put(
                    BASEDIR.resolve("deploy/tls/liberty-tls.xml"),
                    Path.of(here("/opt/sockee/servers/sockee/configDropins/overrides/tls.xml")));
            put(
                    BASEDIR.resolve("deploy/telemetry/liberty-telemetry.xml"),
                    Path.of(here("/opt/sockee/servers/sockee/configDropins/overrides/telemetry.xml")));
        } else {
            run(cli("deploy/tls/wildfly-tls.cli"));
            assertThat(Path.of(here("/opt/sockee/configuration/standalone.xml")))
                    .content()
                    .contains("${env.SOCKEE_TLS_PASSWORD}")
                    .doesNotContain(store().toString(), "\"" + PASSWORD + "\"");
            run(cli("deploy/telemetry/wildfly-telemetry.cli"));
        }
        List<String> command = new ArrayList<>(
                file.command("CMD").stream().map(ContainerIT::here).toList());
        if (!LIBERTY) {
            command.add("-Djboss.management.http.port=" + Ports.free()); // a container has this one to itself
        }
        ProcessBuilder start = process(command, "server.log");
        // To what the image says itself; this one lives for seconds.
        start.environment()
                .merge(LIBERTY ? "JVM_ARGS" : "JAVA_OPTS", ServerProcess.SHORT_LIFE, (own, more) -> own + " " + more);
        server = start.start();
        Progress.until(
                () -> {
                    assertThat(server.isAlive())
                            .as("see " + ROOT.resolve("server.log"))
                            .isTrue();
                    return isHealthy();
                },
                () -> Processes.cpuMillis(server));
        children = server.descendants().toList();
    }

    private static void put(Path from, Path to) throws IOException, InterruptedException {
        Files.createDirectories(to.getParent());
        if (from.equals(BASEDIR.resolve("target/wildfly"))) {
            // The one thing that another profile builds: made here as it is there.
            copyFolder(Path.of(System.getProperty("it.wildfly.home"), "standalone"), to);
            run(cli("src/main/wildfly/sockee.cli"));
        } else if (Files.isDirectory(from)) {
            Files.createSymbolicLink(to, from);
        } else {
            Files.copy(from, to);
        }
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path source : files.toList()) {
                Path copy = to.resolve(from.relativize(source));
                if (!Files.isDirectory(copy)) {
                    Files.copy(source, copy);
                }
            }
        }
    }

    private static List<String> cli(String script) {
        return List.of(here("/opt/wildfly/bin/jboss-cli.sh"), "--file=" + BASEDIR.resolve(script));
    }

    private static Path store() {
        return ROOT.resolve("tls.p12");
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path log = ROOT.resolve("preparation.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        tls(builder.environment());
        builder.environment()
                .put("JAVA_OPTS", ServerProcess.SHORT_LIFE + " -Djboss.server.base.dir=" + here("/opt/sockee"));
        Process process = builder.start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES) && process.exitValue() == 0)
                .as(() -> command + ", see " + log)
                .isTrue();
    }

    private ProcessBuilder process(List<String> command, String log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ROOT.resolve(log).toFile());
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        file.environment().forEach((name, value) -> environment.put(name, here(value)));
        environment.put("SOCKEE_HTTP_PORT", Integer.toString(http));
        environment.put("SOCKEE_HTTPS", "redirect");
        environment.put("SOCKEE_HTTPS_PORT", Integer.toString(https));
        environment.put("SOCKEE_HTTPS_PUBLIC_PORT", Integer.toString(https));
        tls(environment);
        environment.putAll(TRACES);
        return builder;
    }

    private static void tls(Map<String, String> environment) {
        environment.put("SOCKEE_TLS_KEYSTORE", store().toString());
        environment.put("SOCKEE_TLS_PASSWORD", PASSWORD);
    }

    private boolean isHealthy() {
        try {
            Process check = process(
                            file.command("HEALTHCHECK").stream()
                                    .map(ContainerIT::here)
                                    .toList(),
                            "healthcheck.log")
                    .start();
            return check.waitFor(10, TimeUnit.SECONDS) && check.exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    @Order(1)
    @DisplayName("serves HTTPS with the certificate that it was given, and sends plain HTTP there")
    void https() throws Exception {
        String file = "/socket.io/socket.io.js";
        HttpResponse<String> secure = secure(file);
        assertThat(secure.statusCode()).isEqualTo(200);
        assertThat(secure.headers().allValues("strict-transport-security")).containsExactly("max-age=31536000");
        try (RawHttp plain = RawHttp.connect(new Endpoint(URI.create("http://127.0.0.1:" + http), file))) {
            HttpReply reply = plain.get("");
            assertThat(reply.status()).isEqualTo(308);
            assertThat(reply.header("location")).hasValue("https://127.0.0.1:" + https + file);
        }
        String own = "https://localhost:" + https;
        assertThat(secure("/socket.io/?EIO=4&transport=polling", "Origin", own).statusCode())
                .isEqualTo(200);
        assertThat(secure("/socket.io/?EIO=4&transport=polling", "Origin", own.replace("https", "http"))
                        .statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> secure(String target, String... headers)
            throws IOException, InterruptedException, GeneralSecurityException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://localhost:" + https + target));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpResponse<String> post(String target, String body)
            throws IOException, InterruptedException, GeneralSecurityException {
        return send(HttpRequest.newBuilder(URI.create("https://localhost:" + https + target))
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            trusted.load(in, PASSWORD.toCharArray());
        }
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("sockee", trusted.getCertificate("sockee"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .build()
                .send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }

    @Test
    @Order(2)
    @DisplayName("tells MicroProfile Telemetry of each call, and nothing that was said")
    void traces() throws Exception {
        String polling = "/socket.io/?EIO=4&transport=polling";
        String session =
                polling + "&sid=" + new JSONObject(secure(polling).body().substring(1)).getString("sid");
        assertThat(post(session, "40").body()).isEqualTo("ok");
        String socket = new JSONObject(secure(session).body().substring(2)).getString("sid");
        assertThat(post(session, "421[\"auth\",{\"token\":\"a secret\"}]").body())
                .isEqualTo("ok");
        assertThat(secure(session).body()).startsWith("431[{\"ok\":false");
        await().untilAsserted(() -> assertThat(spans())
                .singleElement()
                .asString()
                .contains("'/ auth' : ", " SERVER ")
                .contains("rpc.service=/", "rpc.method=auth", "error.type=refused", "session.id=" + socket));
        assertThat(ROOT.resolve("server.log")).content().doesNotContain("a secret");
    }

    /** Those of calls: the server has its own. */
    private static List<String> spans() throws IOException {
        try (Stream<String> lines = Files.lines(ROOT.resolve("server.log"))) {
            return lines.filter(line -> line.contains("[tracer: io.sockee:")).toList();
        }
    }

    @Test
    @Order(3)
    @DisplayName("ends when its command alone is told to, as container engines do")
    void ends() throws Exception {
        assertThat(isHealthy()).isTrue();
        server.destroy();
        // Open Liberty may wait for half a minute for a client's idle connection.
        assertThat(server.waitFor(45, TimeUnit.SECONDS)).isTrue();
        await().until(() -> !isHealthy());
        assertThat(children).as("what it started").noneMatch(ProcessHandle::isAlive);
    }
}
