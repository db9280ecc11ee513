package io.sockee.push;

import io.sockee.site.Site;
import java.net.URI;

/** A website that is a part of the application itself. Beans of this type are asked once, when the gateway starts. */
public interface OwnSite {

    /**
     * Tells its site. It is left out where a configured one has its name, or where what it needs is not there.
     *
     * @param server where this server answers, with the context root and a slash at the end
     */
    Site site(URI server);
}
