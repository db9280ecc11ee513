package io.sockee.http;

import io.sockee.delivery.Accepted;
import io.sockee.delivery.BusyException;
import io.sockee.delivery.HangingException;
import io.sockee.delivery.RepeatedException;
import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.persistence.OutcomeUnknownException;
import io.sockee.push.Post;
import io.sockee.push.PostException;
import io.sockee.push.Push;
import io.sockee.site.Site;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What websites push to their users. The body is there when it is asked for ({@link SendFilter}), and no thread waits until
 * the message is stored.
 */
@ApplicationScoped
@Path("/")
public class SendResource {
    private static final Logger LOG = System.getLogger(SendResource.class.getName());
    private static final int MAX_KEY = 255;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Push push;

    @Inject
    public SendResource(Push push) {
        this.push = push;
    }

    /** For the container's proxy; public, since WildFly's JAX-RS asks for such a one although CDI makes the instance. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    public SendResource() {
        this(null);
    }

    /** Sends an event to the users in some rooms. */
    @POST
    public void send(@Suspended AsyncResponse response, @BeanParam Sender sender, InputStream body) throws IOException {
        Optional<Push.Door> door = push.door();
        if (door.isEmpty() || !sender.uri().getBaseUri().getPath().endsWith(SendApplication.PATH + "/")) {
            // Without sites; or where an application's own resources are looked for.
            response.resume(jakarta.ws.rs.core.Response.status(Status.NOT_FOUND).build());
            return;
        }
        SendAnswer answer = new SendAnswer(response, SendAnswer.isJsonWanted(sender.request()));
        try {
            send(door.get(), sender, body, answer);
        } catch (PostException e) {
            answer.refuse(e.isTooLarge() ? 413 : 400, String.valueOf(e.getMessage()));
        }
    }

    private static void send(Push.Door door, Sender sender, InputStream body, SendAnswer answer)
            throws IOException, PostException {
        HttpServletRequest request = sender.request();
        MultivaluedMap<String, String> query = sender.uri().getQueryParameters();
        SendHead head = SendHead.of(request);
        Optional<SendHead.Refused> refused = head.refusal(door.gateway());
        Site site = head.authenticated(door.gateway()).orElse(null);
        if (refused.isPresent() || site == null) {
            refused.ifPresent(why -> answer.refuse(why.status(), why.message()));
            return;
        }
        Optional<String> repeatKey =
                Optional.ofNullable(request.getHeader("Idempotency-Key")).map(String::strip);
        if (repeatKey
                .filter(value -> value.isEmpty() || value.length() > MAX_KEY)
                .isPresent()) {
            answer.refuse(400, "The Idempotency-Key must have 1 to " + MAX_KEY + " characters.");
            return;
        }
        Post post = read(door, request, body);
        boolean resync = "true".equals(query.getFirst("resync"));
        Object unused = door.gateway()
                .send(site, post, resync, repeatKey)
                .whenComplete((accepted, failure) -> settle(answer, accepted, failure));
    }

    private static Post read(Push.Door door, HttpServletRequest request, InputStream body)
            throws IOException, PostException {
        String type = Optional.ofNullable(request.getContentType())
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replaceFirst(";.*", "")
                .strip();
        byte[] bytes = body.readNBytes(door.maxBody() + 1);
        if (bytes.length > door.maxBody()) {
            throw PostException.tooLarge("The body has more than " + door.maxBody() + " bytes.");
        }
        return type.equals(FORM) ? door.reader().form(bytes) : door.reader().json(bytes);
    }

    private static void settle(SendAnswer answer, @Nullable Accepted accepted, @Nullable Throwable thrown) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (accepted != null) {
            answer.accept(accepted);
        } else if (failure instanceof RepeatedException) {
            answer.refuse(422, String.valueOf(failure.getMessage()));
        } else if (failure instanceof BusyException || failure instanceof HangingException) {
            answer.refuse(503, String.valueOf(failure.getMessage()));
        } else if (failure instanceof DatabaseUnavailableException) {
            answer.refuse(503, "The database is not available. Nothing was accepted. Try again later.");
        } else if (failure instanceof OutcomeUnknownException) {
            answer.refuse(
                    503,
                    "The database broke off. Whether the message was accepted is not known. Try again later, with the"
                            + " same Idempotency-Key: without one it may be delivered twice.");
        } else {
            String id = UUID.randomUUID().toString();
            LOG.log(Level.ERROR, "error=" + id + " " + SendApplication.PATH + " failed", failure);
            answer.refuse(500, "Internal error. (" + id + ")");
        }
    }
}
