package io.sockee.it.wrong;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** JAX-RS at the path at which {@link SayActions} are called. */
@ApplicationPath("/api/say")
public class SayApplication extends Application {}
