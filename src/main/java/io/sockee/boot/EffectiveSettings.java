package io.sockee.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What the settings are, in the end, for whoever asks the log. What may be a secret is not shown. */
final class EffectiveSettings {
    private static final String HIDDEN = "(hidden)";

    private static final Set<String> SECRETS =
            Set.of("secret", "secrets", "password", "passwords", "key", "keys", "token", "tokens");

    private EffectiveSettings() {}

    /**
     * One line for each setting, in the order of the documentation's table, each followed by its values for one path, namespace,
     * prefix or issuer.
     *
     * @param print {@code all}, {@code changed} for those that are configured, or {@code off}
     * @param configured the names of all sources
     */
    static List<String> lines(String print, Function<String, Optional<String>> source, Iterable<String> configured) {
        List<String> lines = new ArrayList<>();
        if (print.equals("off")) {
            return lines;
        }
        Set<String> names = new TreeSet<>();
        configured.forEach(names::add);
        for (Setting setting : Setting.values()) {
            Optional<String> value = source.apply(setting.key());
            if (value.isPresent()) {
                lines.add(line(setting, setting.key(), value.get()));
            } else if (print.equals("all")) {
                lines.add(setting.key() + "=" + setting.defaultValue());
            }
            names.stream()
                    .filter(setting::isForOne)
                    .forEach(name -> source.apply(name).ifPresent(own -> lines.add(line(setting, name, own))));
        }
        return lines;
    }

    private static String line(Setting setting, String name, String value) {
        return name + "=" + shown(setting.key(), value) + " (by default " + orNothing(setting.defaultValue()) + ")";
    }

    private static String shown(String key, String value) {
        return isSecret(key) ? HIDDEN : orNothing(value).replaceAll("\\p{Cntrl}", " ");
    }

    private static String orNothing(String value) {
        return value.isEmpty() ? "nothing" : value;
    }

    /** Whether the last word of the name is one of those that secrets are called by. */
    static boolean isSecret(String key) {
        String word = key.replaceFirst(".*[.-]", "").toLowerCase(Locale.ROOT);
        return SECRETS.contains(word);
    }
}
