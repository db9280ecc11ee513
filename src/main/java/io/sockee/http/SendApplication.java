package io.sockee.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The resource of the push gateway, at a path of its own, as that of the authentication is. */
@ApplicationPath(SendApplication.PATH)
public class SendApplication extends Application {
    static final String PATH = "/send";

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(SendResource.class);
    }
}
