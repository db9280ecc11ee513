package io.sockee.it.tx;

import io.sockee.api.Publisher;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;

/** Notes over HTTP. */
@RequestScoped
@Path("/notes/{id}")
public class NotesResource {

    @Inject
    private Notes notes;

    @Inject
    private Publisher publisher;

    @GET
    public String isThere(@PathParam("id") String id) {
        return notes.isThere(id) ? "there" : "not there";
    }

    @POST
    @Transactional
    public String store(@PathParam("id") String id, @QueryParam("fails") boolean fails) {
        notes.store(id);
        publisher.namespace("/tx").emit("posted", id, 1);
        publisher.namespace("/tx").emit("posted", id, 2);
        if (fails) {
            throw new WebApplicationException(418);
        }
        return "stored";
    }
}
