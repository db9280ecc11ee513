package io.sockee.spec.client;

import java.net.URI;

/** Where an Engine.IO server listens: the server's base address and the path of the engine. */
public record Endpoint(URI base, String path) {

    public static Endpoint engineIo(URI base) {
        return new Endpoint(base, "/engine.io/");
    }

    public static Endpoint socketIo(URI base) {
        return new Endpoint(base, "/socket.io/");
    }

    /** The same server at another path. */
    public Endpoint at(String other) {
        return new Endpoint(base, other);
    }

    /** Whether it speaks TLS itself. */
    boolean isSecure() {
        return "https".equals(base.getScheme());
    }

    public String host() {
        return base.getHost();
    }

    public int port() {
        return base.getPort() != -1 ? base.getPort() : isSecure() ? 443 : 80;
    }

    /** The value of the Host header. */
    public String authority() {
        return base.getPort() == -1 ? host() : host() + ":" + port();
    }

    /** The same-origin value of the Origin header. */
    public String origin() {
        return base.getScheme() + "://" + authority();
    }

    /** The request target for a query, which is sent as it is. */
    public String target(String query) {
        String root = base.getPath() == null ? "" : base.getPath();
        String prefix = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        return prefix + path + (query.isEmpty() ? "" : "?" + query);
    }

    public URI uri(String query) {
        return URI.create(origin() + target(query));
    }
}
