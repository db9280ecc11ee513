package io.sockee.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Where sites are configured: one in the environment, by the names that it always had, and any number in a file. */
public final class SitesSource {
    private static final long MAX_FILE = 1 << 20;

    /** What YAML writes for no value. */
    private static final Set<String> NOTHING = Set.of("", "~", "null");

    /** The environment's names, and the field that each stands for. */
    private static final Map<String, String> VARIABLES = Map.of(
            "AUTH_URL", "authUrl",
            "AUTH_SCHEME", "authScheme",
            "API_KEY", "apiKey",
            "API_KEY_PREVIOUS", "apiKey",
            "USER_ROOM_PREFIX", "userRoomPrefix",
            "UPDATE_USER_URL", "updateUserUrl",
            "PUBLIC_CHANNEL", "publicChannel");

    private SitesSource() {}

    /**
     * Reads all sites.
     *
     * @param variable the value of an environment variable
     * @param file names the file, if there is one
     * @param unsafe is told what can be and is not safe; what it throws ends the reading
     * @throws SiteException when anything in it cannot be
     */
    public static Sites read(
            Function<String, Optional<String>> variable, Optional<Path> file, Consumer<SiteException> unsafe) {
        List<Site> sites = new ArrayList<>();
        file.ifPresent(path -> sites.addAll(ofYaml(path.toString(), text(path), unsafe)));
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

    private static String text(Path path) {
        try {
            if (Files.size(path) > MAX_FILE) {
                throw new SiteException(path + ": the file is larger than 1 MiB.");
            }
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SiteException(path + ": the file of the sites cannot be read ("
                    + e.getClass().getSimpleName() + "). See sockee.sites.file.");
        }
    }

    /**
     * Reads the sites of a text.
     *
     * @param source names the file in messages
     */
    static List<Site> ofYaml(String source, String yaml, Consumer<SiteException> unsafe) {
        Object root = load(source, yaml);
        if (!(root instanceof Map<?, ?> sites) || sites.isEmpty()) {
            throw new SiteException(source + ": there must be a site's name, and below it its fields.");
        }
        List<Site> all = new ArrayList<>();
        sites.forEach((name, fields) -> {
            if (!(fields instanceof Map<?, ?> map)) {
                throw new SiteException(source + ": the site '" + name + "' has no fields below it.");
            }
            all.add(new SiteFields(source, String.valueOf(name), texts(source, name, map), unsafe).site());
        });
        return all;
    }

    private static Object load(String source, String yaml) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new FailsafeSchema()) // all is text: as a number, the key 54e21 would be another one
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(10)
                .build();
        try {
            Object root = new Load(settings).loadFromString(yaml);
            return root == null ? Map.of() : root;
        } catch (YamlEngineException e) {
            // Only the first line: what follows shows a part of the file, which has keys.
            throw new SiteException(source + ": this is no YAML: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                    + where(e) + ".");
        }
    }

    private static String where(YamlEngineException failure) {
        return failure instanceof org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException marked
                ? marked.getProblemMark()
                        .map(mark -> " (line " + (mark.getLine() + 1) + ")")
                        .orElse("")
                : "";
    }

    private static Map<String, List<String>> texts(String source, Object site, Map<?, ?> fields) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        fields.forEach((field, value) -> {
            if (value == null || NOTHING.contains(value)) {
                return; // the same as left out
            }
            List<?> all = value instanceof List<?> list ? list : List.of(value);
            for (Object one : all) {
                if (one == null || one instanceof Map || one instanceof List) {
                    throw new SiteException(
                            source + ": the field '" + field + "' of the site '" + site + "' must be a text.");
                }
            }
            texts.put(String.valueOf(field), all.stream().map(Object::toString).toList());
        });
        return texts;
    }
}
