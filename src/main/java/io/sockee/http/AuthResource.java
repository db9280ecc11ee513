package io.sockee.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.sockee.auth.Auth;
import io.sockee.auth.AuthAnswer;
import io.sockee.auth.AuthRequest;
import io.sockee.endpoint.Arrivals;
import io.sockee.endpoint.BodyFilter;
import io.sockee.endpoint.LateBody;
import io.sockee.identity.AuthException;
import io.sockee.identity.Checked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Registering, logging in and out over HTTP. Requests are read and checked by the same code as the events, and the work is done
 * on threads that may block.
 */
@ApplicationScoped
@Path("/")
public class AuthResource {
    private static final Logger LOG = System.getLogger(AuthResource.class.getName());
    private static final int MAX_BODY = 16 * 1024;
    private static final AuthAnswer BUSY = AuthAnswer.failure("The server is busy. Try again later.");

    private final Auth auth;
    private final Arrivals arrivals;

    @Inject
    public AuthResource(Auth auth, Arrivals arrivals) {
        this.auth = auth;
        this.arrivals = arrivals;
    }

    /** For the container's proxy; public, since WildFly's JAX-RS asks for such a one although CDI makes the instance. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    public AuthResource() {
        this(null, null);
    }

    /** What the work needs to know of a request. */
    private record Asked(JsonNode body, String address) {}

    /** Makes a user, and logs in. */
    @POST
    @Path("register")
    public void register(@Suspended AsyncResponse response, @BeanParam Sender sender) {
        answer(response, sender, auth::hashing, this::registered);
    }

    private Response registered(Asked asked) {
        AuthRequest.Register user = (AuthRequest.Register) AuthRequest.of("register", asked.body());
        return HttpAnswer.of(
                201,
                auth.identity()
                        .register(user.name(), user.password(), user.email(), user.persistent(), asked.address()));
    }

    /** Logs in by name and password. */
    @POST
    @Path("login")
    public void login(@Suspended AsyncResponse response, @BeanParam Sender sender) {
        answer(response, sender, auth::hashing, this::loggedIn);
    }

    private Response loggedIn(Asked asked) {
        AuthRequest.Login user = (AuthRequest.Login) AuthRequest.of("login", asked.body());
        return HttpAnswer.of(
                200, auth.identity().login(user.name(), user.password(), user.persistent(), asked.address()));
    }

    /** Tells whether a token is good, and renews one that is past its time. */
    @POST
    @Path("check")
    public void check(@Suspended AsyncResponse response, @BeanParam Sender sender) {
        answer(response, sender, auth::executor, this::checked);
    }

    private Response checked(Asked asked) {
        AuthRequest.Key key = AuthRequest.key(asked.body());
        Checked checked = auth.identity().logins().check(key.name(), key.token());
        return HttpAnswer.ofCheck(
                Long.parseLong(checked.login().user().id()), checked.renewed().orElse(null));
    }

    /** Ends the login of a token. */
    @POST
    @Path("logout")
    public void logout(@Suspended AsyncResponse response, @BeanParam Sender sender) {
        answer(response, sender, auth::executor, this::loggedOut);
    }

    private Response loggedOut(Asked asked) {
        AuthRequest.Key key = AuthRequest.key(asked.body());
        auth.identity().logins().logout(key.name(), key.token());
        return Response.noContent().build();
    }

    /** Changes the password, ends all logins, and begins a new one. */
    @POST
    @Path("password")
    public void password(@Suspended AsyncResponse response, @BeanParam Sender sender) {
        answer(response, sender, auth::hashing, this::passwordChanged);
    }

    private Response passwordChanged(Asked asked) {
        AuthRequest.Password user = (AuthRequest.Password) AuthRequest.of("password", asked.body());
        return HttpAnswer.of(
                200, auth.identity().changePassword(user.name(), user.password(), user.newPassword(), asked.address()));
    }

    /** Takes the body, without holding a thread, and does the work on a thread that may block. */
    private void answer(
            AsyncResponse response, Sender sender, Supplier<Executor> threads, Function<Asked, Response> work) {
        if (!auth.isOn() || !sender.uri().getBaseUri().getPath().endsWith(AuthApplication.PATH + "/")) {
            // The server may find this resource at the application's own path too, where it does not belong.
            response.resume(Response.status(Status.NOT_FOUND).build());
            return;
        }
        String address = arrivals.of(sender.request()).address();
        LateBody.read(
                sender.request(),
                MAX_BODY,
                bytes -> answer(response, bytes, address, threads.get(), work),
                status -> response.resume(
                        HttpAnswer.ofBrokenOff(status, AuthAnswer.failure(BodyFilter.message(status, MAX_BODY)))));
    }

    private static void answer(
            AsyncResponse response, byte[] bytes, String address, Executor threads, Function<Asked, Response> work) {
        if (bytes.length > MAX_BODY) {
            response.resume(HttpAnswer.of(413, AuthAnswer.failure("The request is too large.")));
            return;
        }
        Asked asked = new Asked(AuthRequest.read(bytes), address);
        try {
            threads.execute(() -> response.resume(attempt(asked, work)));
        } catch (RejectedExecutionException e) {
            response.resume(HttpAnswer.of(503, BUSY));
        }
    }

    private static Response attempt(Asked asked, Function<Asked, Response> work) {
        try {
            if (!asked.body().isObject()) {
                throw AuthException.invalid("Bad data passed to auth.");
            }
            return work.apply(asked);
        } catch (AuthException e) {
            return HttpAnswer.of(e);
        } catch (RuntimeException | Error e) {
            String id = UUID.randomUUID().toString();
            LOG.log(Level.ERROR, "error=" + id + " " + AuthApplication.PATH + " failed", e);
            return HttpAnswer.of(500, AuthAnswer.failure("Internal error. (" + id + ")"));
        }
    }
}
