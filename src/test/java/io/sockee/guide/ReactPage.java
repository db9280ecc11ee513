package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.clients.NodeClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The guide's React page as a developer has it: served by Vite, which passes what is Sockee's on to it. */
final class ReactPage implements AutoCloseable {
    private final Process vite;
    private final String url;

    private ReactPage(Process vite, String url) {
        this.vite = vite;
        this.url = url;
    }

    static ReactPage serve(URI sockee) {
        Process vite = NodeClients.start("guide-vite", "node", "guide/vite.js", sockee.toString());
        try {
            String url = new BufferedReader(new InputStreamReader(vite.getInputStream(), StandardCharsets.UTF_8))
                    .readLine(); // nothing when it could not start
            assertThat(url).as("the address that Vite serves at").isNotNull();
            return new ReactPage(vite, url);
        } catch (IOException e) {
            vite.destroyForcibly();
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        vite.destroyForcibly();
    }
}
