package io.sockee.it.proxies;

import io.sockee.servers.Missing;
import io.sockee.servers.Ports;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A proxy with its sample, as a child process of the tests in a folder below {@code target}. */
final class ReverseProxy implements AutoCloseable {
    private static final Path BASEDIR =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final List<String> SYSTEM_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final int httpPort;
    private final int httpsPort;

    private ReverseProxy(Process process, int httpPort, int httpsPort) {
        this.process = process;
        this.httpPort = httpPort;
        this.httpsPort = httpsPort;
    }

    /** The three that there are samples for. */
    enum Kind {
        NGINX("nginx", "nginx/sockee.conf") {
            @Override
            Map<String, String> ports(int http, int https) {
                return Map.of("[::]:80 ipv6only=off", at(http), "[::]:443 ipv6only=off", at(https));
            }

            @Override
            List<String> command(Path program, Path folder, Path sample) throws IOException {
                Path main = folder.resolve("nginx.conf");
                StringBuilder text = new StringBuilder("daemon off;\nuser root;\npid nginx.pid;\n"
                        + "events { worker_connections 512; }\nhttp {\naccess_log off;\n");
                for (String temporary : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
                    text.append(temporary)
                            .append("_temp_path ")
                            .append(temporary)
                            .append(";\n");
                }
                Files.writeString(main, text + "include " + sample + ";\n}\n");
                return List.of(program.toString(), "-p", folder.toString(), "-c", main.toString(), "-e", "/dev/stderr");
            }
        },
        APACHE("apache2", "apache/sockee.conf") {
            private static final String MODULES = "/usr/lib/apache2/modules/mod_";
            private static final List<String> NEEDED = List.of(
                    "mpm_event",
                    "authz_core",
                    "socache_shmcb",
                    "ssl",
                    "headers",
                    "alias",
                    "proxy",
                    "proxy_http",
                    "slotmem_shm",
                    "proxy_balancer",
                    "lbmethod_bybusyness");

            @Override
            Map<String, String> ports(int http, int https) {
                return Map.of("*:80>", at(http) + ">", "*:443>", at(https) + ">");
            }

            @Override
            List<String> command(Path program, Path folder, Path sample) throws IOException {
                StringBuilder text = new StringBuilder("ServerRoot " + folder + "\nDefaultRuntimeDir " + folder
                        + "\nPidFile apache.pid\nErrorLog /dev/stderr\nServerName localhost\n");
                for (String module : NEEDED) {
                    text.append("LoadModule ").append(module).append("_module ");
                    text.append(MODULES).append(module).append(".so\n");
                }
                text.append("User www-data\nGroup www-data\n");
                for (String host : Files.readAllLines(sample)) {
                    if (host.startsWith("<VirtualHost ")) {
                        text.append(host.replace("<VirtualHost ", "Listen ").replace(">", "\n"));
                    }
                }
                Path main = Files.writeString(folder.resolve("apache2.conf"), text + "Include " + sample + "\n");
                return List.of(program.toString(), "-f", main.toString(), "-DFOREGROUND");
            }
        },
        HAPROXY("haproxy", "haproxy/sockee.cfg") {
            @Override
            Map<String, String> ports(int http, int https) {
                return Map.of("[::]:80 v4v6", at(http), "[::]:443 v4v6", at(https));
            }

            @Override
            List<String> command(Path program, Path folder, Path sample) throws IOException {
                Path global = Files.writeString(folder.resolve("global.cfg"), "global\n    maxconn 1000\n");
                return List.of(program.toString(), "-db", "-f", global.toString(), "-f", sample.toString());
            }
        };

        private final String program;
        private final Path sample;

        Kind(String program, String sample) {
            this.program = program;
            this.sample = BASEDIR.resolve("deploy").resolve(sample);
        }

        /** What the sample has for its two ports, and what is to be there instead. */
        abstract Map<String, String> ports(int http, int https);

        /** How it is started so that it stays in the foreground, with the rest of a configuration. */
        abstract List<String> command(Path program, Path folder, Path sample) throws IOException;

        static String at(int port) {
            return "127.0.0.1:" + port;
        }

        private Optional<Path> find() {
            return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), SYSTEM_FOLDERS.stream())
                    .map(folder -> Path.of(folder, program))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    /** Where it keeps its files, the certificate's among them. */
    static Path folder(Kind kind) throws IOException {
        Path folder = BASEDIR.resolve("target/it/proxies")
                .resolve(System.getProperty("sockee.server", "") + "-" + kind.program);
        return Files.createDirectories(folder);
    }

    /** Starts it in front of two servers; without the program it skips the tests, or fails them in CI. */
    static ReverseProxy start(Kind kind, int first, int second) throws IOException, InterruptedException {
        return start(kind, first, second, folder(kind), Map.of());
    }

    /**
     * The same with changes to the sample.
     *
     * @param folder where it keeps its files
     * @param changes what is to be there instead of what the sample has
     */
    static ReverseProxy start(Kind kind, int first, int second, Path folder, Map<String, String> changes)
            throws IOException, InterruptedException {
        Path program = kind.find().orElseGet(() -> missing(kind));
        Files.createDirectories(folder);
        int http = Ports.free();
        int https = Ports.free();
        Map<String, String> values = new LinkedHashMap<>(kind.ports(http, https));
        values.put("127.0.0.1:9080", Kind.at(first));
        values.put("127.0.0.1:9081", Kind.at(second));
        values.put("/etc/ssl/sockee/", folder(kind) + "/");
        values.putAll(changes);
        Path sample = folder.resolve(kind.sample.getFileName());
        String text = Files.readString(kind.sample);
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (!text.contains(value.getKey())) {
                throw new AssertionError(kind.sample + " has no " + value.getKey());
            }
            text = text.replace(value.getKey(), value.getValue());
        }
        Files.writeString(sample, text);
        Path log = folder.resolve("output.log");
        Process process = new ProcessBuilder(kind.command(program, folder, sample))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ReverseProxy proxy = new ReverseProxy(process, http, https);
        if (!proxy.isListening()) {
            proxy.close();
            throw new AssertionError(kind + " has not started: " + Files.readString(log));
        }
        return proxy;
    }

    private static Path missing(Kind kind) {
        return Missing.tool("No " + kind.program + " found: its sample cannot be tested. On Debian: apt-get install "
                + (kind == Kind.NGINX ? "nginx-light" : kind.program));
    }

    private boolean isListening() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try (Socket ignored = new Socket("127.0.0.1", httpsPort)) {
                return true;
            } catch (IOException e) {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
        return false;
    }

    int httpPort() {
        return httpPort;
    }

    int httpsPort() {
        return httpsPort;
    }

    /** Stops it and the processes that it has started. */
    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
