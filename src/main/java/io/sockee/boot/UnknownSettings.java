package io.sockee.boot;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Configured names that look like settings and are none. Nothing reads them, so whoever has mistyped one would see only
 * that it does nothing.
 */
final class UnknownSettings {
    private static final String OWN = "sockee.";

    /** What the configurations of servers call their own variables, which they may hand on to applications. */
    private static final List<String> OF_SERVERS = List.of(
            "sockee.http.", "sockee.https.port", "sockee.db.", "sockee.tls.", "sockee.it.", "sockee.conformance.");

    /** The name of an option for one prefix of SockJS: what is before the prefix, the prefix, and the option. */
    private static final Pattern OF_PREFIX =
            Pattern.compile("(sockee\\.(?:sockjs|jwt|engine|namespace)\\.)\"([^\"]*)\"\\.(.*)");

    private UnknownSettings() {}

    /**
     * What is to be told of names that are configured, one line each.
     *
     * @param configured the names of all sources. Those that a source has made of variables of the environment are not
     *     judged: they are read whatever the case, and dots and hyphens cannot be told apart in them
     * @param environment the variables' own names
     */
    static List<String> among(Iterable<String> configured, Set<String> environment) {
        Set<String> variables =
                environment.stream().map(UnknownSettings::asVariable).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>();
        for (String name : configured) {
            if (name.startsWith(OWN)
                    && OF_SERVERS.stream().noneMatch(name::startsWith)
                    && !isKnown(name)
                    && !variables.contains(asVariable(name))) {
                unknown.add(name);
            }
        }
        return unknown.stream()
                .map(name -> "There is no setting " + name
                        + nearest(name).map(key -> ": is " + key + " meant?").orElse("."))
                .toList();
    }

    private static boolean isKnown(String name) {
        Matcher ofPrefix = OF_PREFIX.matcher(name);
        String key = ofPrefix.matches() ? ofPrefix.group(1) + ofPrefix.group(3) : name;
        return Arrays.stream(Setting.values())
                .anyMatch(setting -> setting.key().equals(key) && (!ofPrefix.matches() || setting.mayDifferByPrefix()));
    }

    /**
     * What is to be told of options for prefixes of SockJS where nothing is: another application on the same server may have them.
     *
     * @param configured the names of all sources
     * @param served the prefixes that there are
     */
    static List<String> prefixesAmong(Iterable<String> configured, Collection<String> served) {
        return among(configured, "sockee.sockjs.", "no @SockJs has the prefix", served);
    }

    /**
     * The same for other options that one of several may have.
     *
     * @param group what their names begin with
     * @param none how the line begins that says that there is none
     * @param served those that there are
     */
    static List<String> among(Iterable<String> configured, String group, String none, Collection<String> served) {
        Set<String> unknown = new TreeSet<>();
        for (String name : configured) {
            Matcher ofPrefix = OF_PREFIX.matcher(name);
            if (ofPrefix.matches() && ofPrefix.group(1).equals(group) && !served.contains(ofPrefix.group(2))) {
                unknown.add("The setting " + name + " does nothing: " + none + " " + ofPrefix.group(2)
                        + (served.isEmpty() ? "." : ", but there are " + String.join(", ", served) + "."));
            }
        }
        return List.copyOf(unknown);
    }

    private static String asVariable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** A setting with few letters that differ, or else one whose last word is the same. */
    private static Optional<String> nearest(String name) {
        Matcher ofPrefix = OF_PREFIX.matcher(name);
        if (ofPrefix.matches()) {
            return nearest(ofPrefix.group(1) + ofPrefix.group(3), Setting::mayDifferByPrefix)
                    .map(key -> key.replace(ofPrefix.group(1), ofPrefix.group(1) + '"' + ofPrefix.group(2) + "\"."));
        }
        return nearest(name, setting -> true);
    }

    private static Optional<String> nearest(String name, Predicate<Setting> among) {
        String typed = name.substring(OWN.length()).toLowerCase(Locale.ROOT);
        int most = Math.max(2, typed.length() / 3);
        Comparator<String> byDistance = Comparator.comparingInt(key -> distance(typed, key.substring(OWN.length())));
        List<String> keys =
                Arrays.stream(Setting.values()).filter(among).map(Setting::key).toList();
        return keys.stream()
                .min(byDistance)
                .filter(key -> distance(typed, key.substring(OWN.length())) <= most)
                .or(() -> keys.stream()
                        .filter(key -> lastWord(key).equals(lastWord(typed)))
                        .min(byDistance));
    }

    private static String lastWord(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** How many letters have to be put in, left out or changed to make one word of another (Levenshtein). */
    static int distance(String from, String to) {
        int[] before = new int[to.length() + 1];
        Arrays.setAll(before, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[to.length()];
    }
}
