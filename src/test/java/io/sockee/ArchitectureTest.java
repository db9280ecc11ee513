package io.sockee;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which package may use which. A package that is not in {@link #MAY_USE} fails: give it a row first. */
@Tag("any-jdk")
class ArchitectureTest {

    private static final String ROOT = "io.sockee";

    /** The first package name below {@link #ROOT}, and what it may use besides itself. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("api", Set.of()),
            Map.entry("address", Set.of()),
            Map.entry("event", Set.of()),
            Map.entry("connection", Set.of()),
            Map.entry("metrics", Set.of()),
            Map.entry("limit", Set.of()),
            Map.entry("health", Set.of()),
            Map.entry("proxy", Set.of()),
            Map.entry("site", Set.of()),
            Map.entry("selftest", Set.of("connection", "websocket")),
            Map.entry("websocket", Set.of()),
            Map.entry("engineio", Set.of("connection", "websocket")),
            Map.entry("sockjs", Set.of("connection", "websocket")),
            Map.entry("wire", Set.of("connection", "event")),
            Map.entry("bridge", Set.of("connection", "event", "sockjs", "wire")),
            Map.entry("socketio", Set.of("connection", "event", "wire")),
            // An emission keeps the frames it was written to, for all of its recipients.
            Map.entry("hub", Set.of("address", "event", "connection", "wire")),
            Map.entry("recovery", Set.of("connection", "event", "hub")),
            Map.entry("presence", Set.of("api", "connection", "event", "hub")),
            Map.entry("routing", Set.of("api", "event", "limit", "metrics", "proxy", "transaction")),
            Map.entry("transaction", Set.of("metrics")),
            Map.entry("telemetry", Set.of("api", "routing")),
            Map.entry("traffic", Set.of("api", "connection", "event", "wire")),
            Map.entry("console", Set.of("api", "delivery", "metrics", "persistence", "session", "socket", "traffic")),
            Map.entry(
                    "admin",
                    Set.of(
                            "address",
                            "api",
                            "connection",
                            "event",
                            "identity",
                            "limit",
                            "metrics",
                            "proxy",
                            "routing",
                            "socket")),
            Map.entry("declaration", Set.of("address", "api", "routing", "transaction")),
            Map.entry("entity", Set.of("declaration", "routing", "transaction")),
            Map.entry("processor", Set.of("declaration")),
            Map.entry("document", Set.of("api", "declaration", "routing")),
            Map.entry("repeat", Set.of("event", "connection")),
            Map.entry(
                    "socket",
                    Set.of(
                            "api",
                            "address",
                            "event",
                            "connection",
                            "limit",
                            "metrics",
                            "hub",
                            "repeat",
                            "presence",
                            "recovery",
                            "routing",
                            "traffic",
                            "transaction",
                            "wire")),
            Map.entry("service", Set.of("api", "connection", "metrics", "routing", "sockjs", "transaction")),
            Map.entry("action", Set.of("api", "event", "connection", "proxy", "routing", "session", "transaction")),
            Map.entry("cdi", Set.of("api", "declaration", "routing", "transaction", "socket")),
            Map.entry("persistence", Set.of()),
            Map.entry("identity", Set.of("api", "metrics", "persistence", "proxy")),
            Map.entry("delivery", Set.of("event", "connection", "metrics", "persistence")),
            Map.entry("jwt", Set.of("api", "limit")),
            Map.entry(
                    "authentication",
                    Set.of(
                            "action",
                            "api",
                            "auth",
                            "connection",
                            "event",
                            "identity",
                            "jwt",
                            "limit",
                            "proxy",
                            "routing",
                            "session",
                            "socket")),
            Map.entry("auth", Set.of("api", "connection", "identity", "routing", "session", "socket", "transaction")),
            Map.entry("session", Set.of("api", "event", "connection", "identity", "persistence", "routing", "socket")),
            Map.entry(
                    "push",
                    Set.of("api", "address", "event", "connection", "persistence", "delivery", "socket", "site")),
            Map.entry(
                    "endpoint",
                    Set.of(
                            "action",
                            "api",
                            "connection",
                            "engineio",
                            "limit",
                            "session",
                            "sockjs",
                            "proxy",
                            "websocket")),
            Map.entry("wildfly", Set.of()),
            Map.entry(
                    "http",
                    Set.of("api", "auth", "identity", "endpoint", "proxy", "push", "site", "delivery", "persistence")),
            Map.entry(
                    "boot",
                    Set.of(
                            "action",
                            "admin",
                            "api",
                            "event",
                            "connection",
                            "health",
                            "limit",
                            "metrics",
                            "engineio",
                            "sockjs",
                            "bridge",
                            "service",
                            "session",
                            "socketio",
                            "wire",
                            "hub",
                            "repeat",
                            "presence",
                            "recovery",
                            "routing",
                            "socket",
                            "telemetry",
                            "traffic",
                            "transaction",
                            "cdi",
                            "console",
                            "declaration",
                            "document",
                            "address",
                            "persistence",
                            "identity",
                            "auth",
                            "authentication",
                            "jwt",
                            "proxy",
                            "site",
                            "delivery",
                            "push",
                            "endpoint",
                            "selftest",
                            "websocket")),
            Map.entry(
                    "testkit",
                    Set.of(
                            "api",
                            "event",
                            "connection",
                            "metrics",
                            "session",
                            "socketio",
                            "sockjs",
                            "wire",
                            "routing",
                            "socket",
                            "cdi",
                            "declaration",
                            "persistence",
                            "identity",
                            "auth",
                            "authentication",
                            "boot")),
            Map.entry("demo", Set.of("api", "auth", "endpoint", "identity", "persistence", "push", "site")));

    /** No container, no clock, no I/O: these run and are fuzzed without a server. */
    private static final Set<String> PURE = Set.of(
            "event",
            "connection",
            "engineio",
            "sockjs",
            "socketio",
            "limit",
            "proxy",
            "websocket",
            "wire",
            "bridge",
            "repeat");

    private static final List<String> PURE_MAY_SEE =
            List.of("java.", "org.jspecify.", "com.fasterxml.jackson.core.", ROOT + ".");

    private static JavaClasses classes;

    @BeforeAll
    static void load() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @Test
    void everyPackageHasARow() {
        Set<String> without = new TreeSet<>();
        for (JavaClass type : classes) {
            String name = packageOf(type);
            if (!MAY_USE.containsKey(name)) {
                without.add(name + " (" + type.getName() + ")");
            }
        }
        assertThat(without).as("packages without a row in MAY_USE").isEmpty();
    }

    @Test
    void packagesUseOnlyWhatTheirRowAllows() {
        assertThat(dependencies()
                        .filter(d -> inProject(d.getTargetClass()))
                        .filter(d -> {
                            String from = packageOf(d.getOriginClass());
                            String to = packageOf(d.getTargetClass());
                            return !from.equals(to)
                                    && !MAY_USE.getOrDefault(from, Set.of()).contains(to);
                        })
                        .map(Dependency::getDescription))
                .isEmpty();
    }

    @Test
    void purePackagesSeeNoContainer() {
        assertThat(dependencies()
                        .filter(d -> PURE.contains(packageOf(d.getOriginClass())))
                        .filter(d -> {
                            JavaClass target = d.getTargetClass().getBaseComponentType();
                            return !target.isPrimitive()
                                    && PURE_MAY_SEE.stream().noneMatch(target.getName()::startsWith);
                        })
                        .map(Dependency::getDescription))
                .isEmpty();
    }

    @Test
    void noCycles() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(classes);
    }

    private static Stream<Dependency> dependencies() {
        return classes.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
    }

    private static boolean inProject(JavaClass type) {
        return type.getBaseComponentType().getPackageName().startsWith(ROOT + ".");
    }

    private static String packageOf(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        if (!name.startsWith(ROOT + ".")) {
            return name;
        }
        String below = name.substring(ROOT.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
