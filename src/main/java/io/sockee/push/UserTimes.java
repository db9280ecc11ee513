package io.sockee.push;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sockee.connection.Timers;
import io.sockee.site.Site;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Tells a website when its users connect and disconnect. What fails is tried again a few times, and then let be. */
final class UserTimes {
    private static final Logger LOG = System.getLogger(UserTimes.class.getName());
    private static final int[] RETRY_SECONDS = {1, 5, 25};

    /** What is told. */
    enum What {
        CONNECTED("last_connected"),
        DISCONNECTED("last_disconnected");

        private final String field;

        What(String field) {
            this.field = field;
        }
    }

    private final Site site;
    private final Website website;
    private final Timers timers;

    UserTimes(Site site, Website website, Timers timers) {
        this.site = site;
        this.website = website;
        this.timers = timers;
    }

    /** Tells it, if the site wants to know and the room is a user's. */
    void tell(What what, String room, Credentials credentials, Instant when) {
        Optional<String> user = site.userOf(room);
        if (user.isPresent() && site.updateUserUrl().isPresent()) {
            String id = user.get();
            String url = site.updateUserUrl()
                    .get()
                    .replace(
                            ":id", URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
            attempt(URI.create(url), credentials, body(what, id, when), 0);
        }
    }

    private static String body(What what, String id, Instant when) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", id);
        // Always with milliseconds, as JavaScript writes it.
        body.putObject("user").put(what.field, MILLIS.format(when.truncatedTo(ChronoUnit.MILLIS)));
        return body.toString();
    }

    private static final java.time.format.DateTimeFormatter MILLIS = java.time.format.DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(java.time.ZoneOffset.UTC);

    private void attempt(URI url, Credentials credentials, String body, int failures) {
        Object unused = website.put(url, credentials, body).whenComplete((done, failure) -> {
            if (failure == null) {
                return;
            }
            if (failures < RETRY_SECONDS.length) {
                Timers.Timer unusedTimer = timers.scheduleMillis(
                        1000L * RETRY_SECONDS[failures], () -> attempt(url, credentials, body, failures + 1));
            } else {
                LOG.log(
                        Level.WARNING,
                        "site={0}: updateUserUrl has not been told of a user: {1}.",
                        site.name(),
                        Website.reason(failure));
            }
        });
    }
}
