package io.sockee.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** The request as the container has it, for its address, headers and path. To be used on the request's own thread only. */
public class Sender {

    @Context
    @SuppressWarnings("NullAway.Init") // by JAX-RS
    private HttpServletRequest request;

    @Context
    @SuppressWarnings("NullAway.Init")
    private UriInfo uri;

    HttpServletRequest request() {
        return request;
    }

    UriInfo uri() {
        return uri;
    }
}
