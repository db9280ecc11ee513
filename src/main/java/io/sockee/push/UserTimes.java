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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Tells a website when its users connect and disconnect: of each user one thing at a time, in order. A call that fails is tried
 * again a few times, then given up; one with a newer call of its kind behind it is dropped, so that little waits and the last
 * word is the newest. Safe for any thread; does not block.
 */
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

    /** One thing to be told of a user, by one request. */
    private record Update(What what, URI url, Credentials credentials, String body) {}

    private final Site site;
    private final Website website;
    private final Timers timers;

    /** By user: first the update that is under way or waits to be tried again, then at most one of each kind. */
    private final ConcurrentMap<String, List<Update>> updates = new ConcurrentHashMap<>();

    UserTimes(Site site, Website website, Timers timers) {
        this.site = site;
        this.website = website;
        this.timers = timers;
    }

    /** Tells the website, if the site wants to know and the room is a user's. */
    void tell(What what, String room, Credentials credentials, Instant when) {
        Optional<String> user = site.userOf(room);
        if (user.isPresent() && site.updateUserUrl().isPresent()) {
            String id = user.get();
            String url = site.updateUserUrl()
                    .get()
                    .replace(
                            ":id", URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
            add(id, new Update(what, URI.create(url), credentials, body(what, id, when)));
        }
    }

    private void add(String id, Update update) {
        List<Update> all = updates.merge(
                id,
                List.of(update),
                (present, added) -> Stream.of(
                                present.stream().limit(1),
                                present.stream().skip(1).filter(waiting -> waiting.what != update.what),
                                added.stream())
                        .flatMap(part -> part)
                        .toList());
        if (all.size() == 1) {
            attempt(id, update, 0);
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

    private void attempt(String id, Update update, int failures) {
        Object unused = website.put(update.url, update.credentials, update.body).whenComplete((done, failure) -> {
            if (failure == null || isOld(id, update)) {
                next(id);
            } else if (failures < RETRY_SECONDS.length) {
                Timers.Timer unusedTimer =
                        timers.scheduleMillis(1000L * RETRY_SECONDS[failures], () -> again(id, update, failures + 1));
            } else {
                LOG.log(
                        Level.WARNING,
                        "site={0}: updateUserUrl has not been told of a user: {1}.",
                        site.name(),
                        Website.reason(failure));
                next(id);
            }
        });
    }

    private void again(String id, Update update, int failures) {
        if (isOld(id, update)) {
            next(id);
        } else {
            attempt(id, update, failures);
        }
    }

    /** Whether a newer update of the same kind waits. */
    private boolean isOld(String id, Update update) {
        return updates.getOrDefault(id, List.of()).stream().skip(1).anyMatch(waiting -> waiting.what == update.what);
    }

    private void next(String id) {
        List<Update> rest = updates.computeIfPresent(
                id, (user, all) -> all.size() == 1 ? null : List.copyOf(all.subList(1, all.size())));
        if (rest != null) {
            attempt(id, rest.get(0), 0);
        }
    }
}
