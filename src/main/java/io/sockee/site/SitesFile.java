package io.sockee.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The file of the sites, in YAML. A class of its own, since an application without such a file need not have the library. */
final class SitesFile {
    private static final long MAX_FILE = 1 << 20;

    /** Scalars are taken as they are written: as a number, the key 54e21 would become another text. */
    private static final ConstructNode TEXT = node -> ((ScalarNode) node).getValue();

    private SitesFile() {}

    static List<Site> read(Path path, Consumer<SiteException> unsafe) {
        return ofYaml(path.toString(), text(path), unsafe);
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

    private static List<Site> ofYaml(String source, String yaml, Consumer<SiteException> unsafe) {
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
                .setTagConstructors(Map.of(Tag.INT, TEXT, Tag.FLOAT, TEXT, Tag.BOOL, TEXT))
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(10)
                .build();
        try {
            Object root = new Load(settings).loadFromString(yaml);
            return root == null ? Map.of() : root;
        } catch (YamlEngineException e) {
            // Only the first line: those behind it quote the file, which contains keys.
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
            if (value == null) {
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
