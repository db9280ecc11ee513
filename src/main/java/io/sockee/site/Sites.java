package io.sockee.site;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sites of this server, by name. Immutable. */
public final class Sites {
    private static final ApiKey NOBODYS = ApiKey.of("a key of no site");

    private final Map<String, Site> byName;

    /**
     * @throws SiteException when two have the same name, or a token could be good for both
     */
    public Sites(Collection<Site> sites) {
        Map<String, Site> all = new LinkedHashMap<>();
        for (Site site : sites) {
            if (all.put(site.name(), site) != null) {
                throw new SiteException(
                        "The site '" + site.name() + "' is there twice: in the file and by SITE_NAME. Leave one out.");
            }
        }
        for (Site site : all.values()) {
            site.issuer().ifPresent(issuer -> refuseShared(site, issuer, all.values()));
        }
        this.byName = Map.copyOf(all);
    }

    private static void refuseShared(Site site, TokenIssuer issuer, Collection<Site> all) {
        for (Site other : all) {
            if (!other.name().equals(site.name())
                    && other.issuer().filter(issuer::overlaps).isPresent()) {
                throw new SiteException("The sites '" + site.name() + "' and '" + other.name()
                        + "' have the same issuer and audience, so a token of one would open the other: give each an"
                        + " audience of its own.");
            }
        }
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** All of them. */
    public Collection<Site> all() {
        return byName.values();
    }

    /** Their namespaces. */
    public Set<String> namespaces() {
        return byName.values().stream().map(Site::namespace).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** The site whose namespace it is. */
    public Optional<Site> ofNamespace(String namespace) {
        return namespace.startsWith("/") ? Optional.ofNullable(byName.get(namespace.substring(1))) : Optional.empty();
    }

    /** The site of a name, if the key is its own; takes the same time whichever of the two is wrong. */
    public Optional<Site> authenticate(String name, String key) {
        Site site = byName.get(name);
        boolean known = site == null ? NOBODYS.is(key) : site.knows(key);
        return known ? Optional.ofNullable(site) : Optional.empty();
    }
}
