package io.sockee.push;

import io.sockee.site.Site;
import java.net.URI;

/**
 * A website that is a part of the application itself. It is left out where a configured one has its name, or where what it
 * needs is not there.
 */
public interface OwnSite {

    /** The name of its site. */
    String name();

    /**
     * Tells its site. Called once, when the gateway starts, and only where the site is served.
     *
     * @param server where this server answers, with the context root and a slash at the end
     */
    Site site(URI server);
}
