package io.sockee.push;

import io.sockee.site.Site;
import java.net.URI;

/**
 * A website that is a part of the application itself. It is not served when a configured site has its name, or when something
 * that it needs is missing.
 */
public interface OwnSite {

    /** The name of its site. */
    String name();

    /**
     * The site's settings. Called once, when the gateway starts, and only if the site is served.
     *
     * @param server where this server answers, with the context root and a slash at the end
     */
    Site site(URI server);
}
