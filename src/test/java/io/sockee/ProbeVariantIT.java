package io.sockee;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.bench.BenchPlaceholder;
import io.sockee.conformance.ConformancePlaceholder;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The built WAR with classes and settings added for one test. */
@ExtendWith(ArquillianExtension.class)
class ProbeVariantIT {

    @ArquillianResource
    URL url;

    @Deployment(testable = false)
    static WebArchive war() {
        return ProbeIT.war()
                .addPackage(ConformancePlaceholder.class.getPackage())
                .addClass(BenchPlaceholder.class)
                .addAsResource(
                        new StringAsset("sockee.probe.setting=given\n"), "META-INF/microprofile-config.properties");
    }

    @Test
    void answers() throws Exception {
        assertThat(get("conformance")).isEqualTo("conformance");
        assertThat(get("bench")).isEqualTo("bench");
        assertThat(get("probe/setting")).isEqualTo("given");
    }

    private String get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString())
                .body();
    }
}
