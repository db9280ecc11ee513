package io.sockee.endpoint;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may connect: those of the server's own origin, and those of an allow list. A request without an origin does not
 * come from another site's page, and may connect. Immutable; safe for any thread.
 */
public final class OriginPolicy {
    private static final String ALL = "*";

    private final Set<String> allowed;
    private final Consumer<String> refused;

    /**
     * @param allowed origins, such as {@code https://example.org}; {@code *} stands for all, {@code null} included
     */
    public OriginPolicy(Set<String> allowed) {
        this(allowed, origin -> {});
    }

    /**
     * @param refused told of each origin that was refused
     */
    public OriginPolicy(Set<String> allowed, Consumer<String> refused) {
        this.refused = refused;
        this.allowed = allowed.stream().map(OriginPolicy::normalize).collect(Collectors.toUnmodifiableSet());
    }

    /** Those that were named, in their normal form; {@code *} for all. */
    public Set<String> named() {
        return allowed;
    }

    /** Whether pages of all origins may connect. */
    boolean allowsAll() {
        return allowed.contains(ALL);
    }

    /**
     * Whether a page may connect.
     *
     * @param origin the header {@code Origin}
     * @param own the origin of the server, as the request addressed it
     */
    boolean allows(@Nullable String origin, String own) {
        boolean allows = allowsAll() || trusts(origin, own);
        if (!allows && origin != null) {
            refused.accept(origin);
        }
        return allows;
    }

    /**
     * Whether a page may act in the name of the user whom the browser is logged in as. A page that may connect only because all
     * pages may ({@code *}) may not: the user has not asked for that.
     *
     * @param origin the header {@code Origin}
     * @param own the origin of the server, as the request addressed it
     */
    boolean trusts(@Nullable String origin, String own) {
        if (origin == null) {
            return true;
        }
        String normal = normalize(origin);
        return allowed.contains(normal) || normal.equals(normalize(own));
    }

    /** Whether the origin is in the allow list, so that its pages need permission to read answers. */
    public boolean lists(String origin) {
        return allowsAll() || allowed.contains(normalize(origin));
    }

    private static String normalize(String origin) {
        String lower = origin.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") && lower.endsWith(":80")) {
            return lower.substring(0, lower.length() - 3);
        }
        if (lower.startsWith("https://") && lower.endsWith(":443")) {
            return lower.substring(0, lower.length() - 4);
        }
        return lower;
    }
}
