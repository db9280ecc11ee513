package io.sockee.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** Where a request comes from and what it addressed. To be asked on the request's own thread. */
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
