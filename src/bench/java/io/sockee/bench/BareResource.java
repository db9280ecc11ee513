package io.sockee.bench;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The same as a bare resource of the server's own, beside which the action over HTTP is measured. */
@Path("echo")
public class BareResource {

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public BenchPayload echo(BenchPayload payload) {
        return payload;
    }
}
