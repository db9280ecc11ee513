package io.sockee.boot;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do where the application has not started for want of a library that it need not have. */
final class MissingLibrary {
    private static final int MAX_CAUSES = 20;

    private static final String USERS =
            "Users (the data source jdbc/sockee is there; sockee.auth.enabled=false does without) and sites with that data"
                    + " source need ";
    private static final String SITES = "Sites of the push gateway need ";
    private static final String SITES_FILE = "The file of sites that sockee.sites.file names needs ";

    /** By how the names of their classes begin: who needs it, what it is called, and where it is. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "org.hibernate.", USERS + "Hibernate in the WAR: org.hibernate.orm:hibernate-core.",
            "org.flywaydb.", USERS + "Flyway in the WAR: org.flywaydb:flyway-core.",
            "org.bouncycastle.", USERS + "Bouncy Castle in the WAR: org.bouncycastle:bcprov-jdk18on.",
            "dev.failsafe.", SITES + "Failsafe in the WAR: dev.failsafe:failsafe.",
            "com.nimbusds.",
                    "Tokens of other issuers (sockee.jwt.issuers, or the issuer of a site) need Nimbus JOSE + JWT in the WAR:"
                            + " com.nimbusds:nimbus-jose-jwt.",
            "org.snakeyaml.", SITES_FILE + "SnakeYAML Engine in the WAR: org.snakeyaml:snakeyaml-engine.");

    /** The class that is missing is the first word: some containers say more. */
    private static final Pattern CLASS = Pattern.compile("L?([\\w/.$]++).*+", Pattern.DOTALL);

    private MissingLibrary() {}

    /** What one of the causes says of a class; nothing where they are about something else. */
    static Optional<String> toldBy(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
            if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
                Optional<String> told = toldOf(String.valueOf(cause.getMessage()));
                if (told.isPresent()) {
                    return told;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> toldOf(String message) {
        Matcher named = CLASS.matcher(message);
        String name = named.matches() ? named.group(1).replace('/', '.') : "";
        return LIBRARIES.entrySet().stream()
                .filter(library -> name.startsWith(library.getKey()))
                .map(library -> library.getValue() + " See 'What needs which library' in the guide.")
                .findFirst();
    }
}
