package io.sockee.http;

import io.sockee.delivery.Accepted;
import io.sockee.endpoint.BodyFilter;
import io.sockee.endpoint.LateBody;
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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes what websites push to their users. No thread waits for the body ({@link SendFilter}, {@link LateBody}), nor for the
 * message to be stored.
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
    public void send(@Suspended AsyncResponse response, @BeanParam Sender sender) {
        Optional<Push.Door> door = push.door();
        if (door.isEmpty() || !sender.uri().getBaseUri().getPath().endsWith(SendApplication.PATH + "/")) {
            // There are no sites; or the server has found this resource at the application's own path too.
            response.resume(jakarta.ws.rs.core.Response.status(Status.NOT_FOUND).build());
            return;
        }
        SendAnswer answer = new SendAnswer(response, SendAnswer.isJsonWanted(sender.request()));
        send(door.get(), sender, answer);
    }

    private static void send(Push.Door door, Sender sender, SendAnswer answer) {
        HttpServletRequest request = sender.request();
        MultivaluedMap<String, String> query = sender.uri().getQueryParameters();
        SendHead head = SendHead.of(request);
        Optional<SendHead.Refused> refused = head.refusal(door.gateway());
        Site site = head.authenticated(door.gateway()).orElse(null);
        if (refused.isPresent() || site == null) {
            refused.ifPresent(why -> answer.refuse(why.status(), why.message()));
            return;
        }
        List<String> repeatKeys = Collections.list(request.getHeaders("Idempotency-Key"));
        if (repeatKeys.size() > 1) {
            answer.refuse(400, "There is more than one Idempotency-Key.");
            return;
        }
        if (repeatKeys.stream().anyMatch(key -> key.chars().anyMatch(c -> c < 0x20 || c == 0x7f))) {
            answer.refuse(400, "The Idempotency-Key must not have control characters.");
            return;
        }
        Optional<String> repeatKey = repeatKeys.stream().findFirst().map(String::strip);
        if (repeatKey
                .filter(value -> value.isEmpty() || value.length() > MAX_KEY)
                .isPresent()) {
            answer.refuse(400, "The Idempotency-Key must have 1 to " + MAX_KEY + " characters.");
            return;
        }
        String type = Optional.ofNullable(request.getContentType())
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replaceFirst(";.*", "")
                .strip();
        boolean resync = "true".equals(query.getFirst("resync"));
        LateBody.read(
                request,
                door.maxBody(),
                bytes -> {
                    try {
                        Post post = read(door, type, bytes);
                        Object unused = door.gateway()
                                .send(site, post, resync, repeatKey)
                                .whenComplete((accepted, failure) -> settle(answer, accepted, failure));
                    } catch (PostException e) {
                        answer.refuse(e.isTooLarge() ? 413 : 400, String.valueOf(e.getMessage()));
                    }
                },
                status -> answer.breakOff(status, BodyFilter.message(status, door.maxBody())));
    }

    private static Post read(Push.Door door, String type, byte[] bytes) throws PostException {
        if (bytes.length > door.maxBody()) {
            throw PostException.tooLarge("The body has more than " + door.maxBody() + " bytes.");
        }
        return type.equals(FORM) ? door.reader().form(bytes) : door.reader().json(bytes);
    }

    private static void settle(SendAnswer answer, @Nullable Accepted accepted, @Nullable Throwable failure) {
        if (accepted != null) {
            answer.accept(accepted);
            return;
        }
        Throwable why = Objects.requireNonNull(failure);
        SendRefusal refusal = SendRefusal.of(why).orElseGet(() -> {
            String id = UUID.randomUUID().toString();
            LOG.log(Level.ERROR, "error=" + id + " " + SendApplication.PATH + " failed", why);
            return new SendRefusal(500, "Internal error. (" + id + ")");
        });
        answer.refuse(refusal.status(), refusal.message());
    }
}
