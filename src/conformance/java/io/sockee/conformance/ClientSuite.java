package io.sockee.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether this server is the one that the tests of the official JavaScript clients expect, and the settings that it has then. It is by
 * {@code sockee.conformance.client-suite=true}: a variable of the environment, a system property of the server, or a property of the
 * build. A setting of the environment still wins over those that are given here.
 */
public final class ClientSuite implements ConfigSource {
    private static final String KEY = "sockee.conformance.client-suite";
    private static final String VARIABLE = "SOCKEE_CONFORMANCE_CLIENT_SUITE";

    /** Above the file of the conformance profile, which has 100; below the environment, which has 300. */
    private static final int ORDINAL = 150;

    private static final String BUILT = built();

    static final Map<String, String> SETTINGS = Map.of(
            "sockee.recovery.enabled", "true",
            "sockee.engine.ping-interval", "2000",
            "sockee.engine.ping-timeout", "20000",
            "sockee.socketio.connect-timeout", "45000",
            "sockee.engine.\"/engine.io\".ping-interval", "500",
            "sockee.engine.\"/engine.io\".max-payload", "100");

    /** Whether it is. Asked seldom: when connections come, not for messages. */
    public static boolean isOn() {
        return isOn(System.getProperty(KEY), System.getenv(VARIABLE), BUILT);
    }

    /**
     * Which of the three counts: what the server was told as a property, else as a variable, else what the build was told.
     *
     * @param property the system property, null without one
     * @param variable the variable of the environment, null without one
     * @param built what the build was told
     */
    static boolean isOn(@Nullable String property, @Nullable String variable, String built) {
        if (property != null) {
            return Boolean.parseBoolean(property);
        }
        return Boolean.parseBoolean(variable == null ? built : variable);
    }

    /** What the build was told; the classes that tests deploy were not built so. */
    private static String built() {
        try (InputStream file = ClientSuite.class.getResourceAsStream("client-suite.properties")) {
            if (file == null) {
                return "false";
            }
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("on", "false");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String getName() {
        return "the tests of the official clients";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    @Override
    public Set<String> getPropertyNames() {
        return isOn() ? SETTINGS.keySet() : Set.of();
    }

    @Override
    @SuppressWarnings("NullAway") // the interface says null where there is no value, and has no annotation that would
    public String getValue(String name) {
        return isOn() ? SETTINGS.get(name) : null;
    }
}
