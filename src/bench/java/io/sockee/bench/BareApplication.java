package io.sockee.bench;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Where the bare resource is. */
@ApplicationPath("/jaxrs")
public class BareApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(BareResource.class, BareJsonb.class);
    }
}
