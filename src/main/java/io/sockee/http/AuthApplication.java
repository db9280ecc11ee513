package io.sockee.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/**
 * The resource of the authentication, at a path of its own and not at {@code /api}: an application may have its own resources
 * there, and a server takes only one JAX-RS application for a path.
 */
@ApplicationPath(AuthApplication.PATH)
public class AuthApplication extends Application {
    static final String PATH = "/api/auth";

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(AuthResource.class);
    }
}
