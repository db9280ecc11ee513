package io.sockee.endpoint;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Logs pages that were refused because of their origin, which is what happens first to developers whose page comes from a
 * development server (Vite, webpack). Once for each origin. Safe for any thread.
 */
public final class RefusedOrigins implements Consumer<String> {
    private static final Logger LOG = System.getLogger(RefusedOrigins.class.getName());
    private static final int MAX_ORIGINS = 20; // anybody may send any
    private static final int MAX_LENGTH = 200;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    @Override
    public void accept(String origin) {
        if (origin.length() > MAX_LENGTH || told.size() >= MAX_ORIGINS || !told.add(origin)) {
            return;
        }
        String shown = origin.replaceAll("[^\\p{Graph}]", "_");
        LOG.log(
                Level.WARNING,
                "A page of the origin " + shown + " was refused (403). If it is yours, allow it: SOCKEE_ORIGINS="
                        + shown
                        + " in the environment, or sockee.origins=" + shown
                        + " in META-INF/microprofile-config.properties; several with commas. (Told once for each origin,"
                        + " in the dev profile.)");
    }
}
