package io.sockee.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.clients.NodeClients;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The module {@code sockee-client.js}, in Node, and the package that is made of it. */
@Tag("any-jdk")
class ClientModuleTest {
    private static final Path BASEDIR =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @BeforeAll
    static void install() {
        NodeClients.install();
    }

    @Test
    void cases() throws JSONException {
        Path module = BASEDIR.resolve("src/main/resources/io/sockee/client/sockee-client.js");
        JSONObject seen = NodeClients.run("client-cases", "client-cases.mjs", List.of(module.toString()));
        assertThat(seen.getJSONArray("failed")).hasToString("[]");
        assertThat(seen.getInt("cases")).isGreaterThan(15);
    }

    @Test
    void packsForNpm() throws Exception {
        Path folder = BASEDIR.resolve("target/npm");
        Process packing = new ProcessBuilder(
                        BASEDIR.resolve("scripts/pack-client.sh").toString(), folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(packing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(packing.waitFor()).as(output).isZero();
        Path archive = folder.resolve(output.strip());
        assertThat(archive).isRegularFile();
        JSONObject seen = NodeClients.run("client-package", "client-package.js", List.of(archive.toString()));
        assertThat(seen.getJSONArray("files"))
                .hasToString(
                        "[\"LICENSE\",\"README.md\",\"index.d.ts\",\"index.js\",\"package.json\",\"sockee-client.d.ts\","
                                + "\"sockee-client.js\",\"sockee-sockjs-transport.js\",\"sockjs.d.ts\",\"sockjs.js\"]");
        assertThat(seen.getJSONArray("exported")).hasToString("[\"Sockee\",\"SockeeError\",\"connect\",\"default\"]");
        assertThat(seen.getJSONArray("overSockJs")).hasToString("[\"Sockee\",\"SockeeError\",\"connect\",\"default\"]");
        assertThat(Files.readString(folder.resolve("package/package.json"))).doesNotContain("0.0.0");
    }
}
