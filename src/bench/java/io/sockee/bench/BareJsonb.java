package io.sockee.bench;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/**
 * Gives the bare resource one {@link Jsonb} for all requests. Where nobody gives it one, RESTEasy makes one for each body that it reads
 * and another for each that it writes, which on WildFly takes many times what the rest of a request does: that would be measured, and
 * not the resource.
 */
@Provider
public class BareJsonb implements ContextResolver<Jsonb> {
    private final Jsonb jsonb = JsonbBuilder.create();

    @Override
    public Jsonb getContext(Class<?> type) {
        return jsonb;
    }
}
