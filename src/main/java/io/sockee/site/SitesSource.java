package io.sockee.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads the sites: one from variables of the environment, and any number from a file. */
public final class SitesSource {
    /** The environment's names, and the field that each stands for. */
    private static final Map<String, String> VARIABLES = Map.of(
            "AUTH_URL", "authUrl",
            "AUTH_SCHEME", "authScheme",
            "API_KEY", "apiKey",
            "API_KEY_PREVIOUS", "apiKey",
            "USER_ROOM_PREFIX", "userRoomPrefix",
            "UPDATE_USER_URL", "updateUserUrl",
            "PUBLIC_CHANNEL", "publicChannel",
            "JWT_ISSUER", "issuer",
            "JWT_JWKS", "jwks",
            "JWT_AUDIENCE", "audience");

    private SitesSource() {}

    /**
     * Reads all sites.
     *
     * @param variable the value of an environment variable
     * @param file the file, if there is one
     * @param unsafe told of what is valid but not safe; what it throws ends the reading
     * @throws SiteException when a site is wrong
     */
    public static Sites read(
            Function<String, Optional<String>> variable, Optional<Path> file, Consumer<SiteException> unsafe) {
        List<Site> sites = new ArrayList<>();
        file.ifPresent(path -> sites.addAll(SitesFile.read(path, unsafe)));
        variable.apply("SITE_NAME")
                .filter(name -> !name.isBlank())
                .ifPresent(name -> sites.add(ofEnvironment(name.strip(), variable, unsafe)));
        return new Sites(sites);
    }

    private static Site ofEnvironment(
            String name, Function<String, Optional<String>> variable, Consumer<SiteException> unsafe) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        VARIABLES.forEach((key, field) -> variable.apply(key)
                .filter(value -> !value.isBlank())
                .ifPresent(value ->
                        fields.computeIfAbsent(field, f -> new ArrayList<>()).add(value)));
        return new SiteFields("The environment", name, fields, unsafe).site();
    }
}
