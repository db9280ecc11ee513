package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.servers.ServerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The embedded database as it is delivered, in a server that is killed. {@code -Dsockee.it.kills=100} kills it more often; that
 * a database goes on which has been killed before is for {@link GatewayCrashIT}.
 */
@Tag("own-servers")
@DisplayName("A server that is killed")
class DurabilityIT {
    private static final int KILLS = Integer.getInteger("sockee.it.kills", 1);
    private static final int CLIENTS = 3;
    private static final int BEFORE_THE_KILL = 8;

    /** Names, and the tokens that were answered. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    /** Names that something was asked for, and perhaps not answered. */
    private final Map<String, Boolean> asked = new ConcurrentHashMap<>();

    @Test
    @DisplayName(
            "has lost no registration that it acknowledged, and done none by half; it knows sessions and their users,"
                    + " and takes nobody for present who has not come back")
    void killed(@TempDir Path folder) throws Exception {
        try (ServerProcess server =
                ServerProcess.in("durability", war(folder)).with("SOCKEE_AUTH_REGISTRATION", "true")) {
            server.start();
            ReturningVisitor visitor = new ReturningVisitor(server.base());
            for (int kill = 1; kill <= KILLS; kill++) {
                visitor.comes("in life " + kill);
                registerUntilKilled(server, kill);
                server.start();
                visitor.isGone();
                visitor.comesBack();
                assertEverybodyIsThere(server.base());
            }
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * BEFORE_THE_KILL);
        }
    }

    /** With controllers that use sessions, and know who is online. */
    private static Path war(Path folder) {
        Path war = folder.resolve("durability.war");
        Deployments.war(Map.of())
                .addPackage("io.sockee.it.sessions")
                .addPackage("io.sockee.it.online")
                .as(ZipExporter.class)
                .exportTo(war.toFile());
        return war;
    }

    private void registerUntilKilled(ServerProcess server, int kill) throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(BEFORE_THE_KILL);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int client = 0; client < CLIENTS; client++) {
            String prefix = "u" + kill + "x" + client + "x";
            clients.execute(() -> {
                for (int i = 0; server.isRunning() && register(server.base(), prefix + i); i++) {
                    enough.countDown();
                }
            });
        }
        assertThat(enough.await(1, TimeUnit.MINUTES)).isTrue();
        server.kill();
        clients.shutdown();
        assertThat(clients.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    /** Whether the server has lived to acknowledge it. */
    private boolean register(URI base, String name) {
        asked.put(name, true);
        try {
            AuthHttp.Reply reply =
                    AuthHttp.post(base, "register", "{'name':'" + name + "','email':'a@x.org','password':'secret1!'}");
            if (reply.status() != 201) {
                return false;
            }
            acknowledged.put(name, reply.token());
            return true;
        } catch (AssertionError cut) {
            return false;
        }
    }

    private void assertEverybodyIsThere(URI base) {
        acknowledged.forEach((name, token) -> assertThat(
                        AuthHttp.post(base, "check", "{'name':'" + name + "','key':'" + token + "'}")
                                .status())
                .as(name)
                .isEqualTo(200));
        asked.keySet().stream()
                .filter(name -> !acknowledged.containsKey(name))
                .forEach(name -> assertWholeOrAbsent(base, name));
    }

    private void assertWholeOrAbsent(URI base, String name) {
        String user = "{'name':'" + name + "','password':'secret1!','email':'a@x.org'}";
        AuthHttp.Reply again = AuthHttp.post(base, "register", user);
        assertThat(again.status()).as(again.body()).isIn(201, 409);
        AuthHttp.Reply login = AuthHttp.post(base, "login", user);
        assertThat(login.status()).as(name).isEqualTo(200);
        acknowledged.put(name, login.token());
    }
}
