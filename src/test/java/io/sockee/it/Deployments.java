package io.sockee.it;

import java.io.File;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The built WAR, as it is or with classes and settings of a test. */
public final class Deployments {

    private static final String SETTINGS = "META-INF/microprofile-config.properties";

    private Deployments() {}

    /** The WAR as it was built, with settings. */
    public static WebArchive war(Map<String, String> settings) {
        String properties = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
        return ShrinkWrap.create(ZipImporter.class, "sockee-test.war")
                .importFrom(new File(System.getProperty("sockee.war")))
                .as(WebArchive.class)
                .addAsResource(new StringAsset(properties), SETTINGS);
    }

    /** The WAR of the conformance profile. */
    static WebArchive conformance(int pingInterval, int pingTimeout) {
        return war(Map.of(
                        "sockee.origins", "*",
                        "sockee.engine.ping-interval", Integer.toString(pingInterval),
                        "sockee.engine.ping-timeout", Integer.toString(pingTimeout),
                        "sockee.engine.max-payload", "1000000",
                        "sockee.socketio.connect-timeout", "1300"))
                .addPackage("io.sockee.conformance");
    }

    /** Where the server of this run answers. */
    public static URI base() {
        return URI.create("http://localhost:" + System.getProperty("sockee.it.port") + "/");
    }
}
