package io.sockee.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import io.sockee.api.RefusedException;
import io.sockee.connection.Timers;
import io.sockee.site.Rooms;
import io.sockee.site.Site;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A site's own server, which is asked who its users are and told when they come and go. It may be slow, wrong or dead: each call
 * has a time-out, their number is bounded, no redirect is followed, and after several failures in a row all calls fail at once
 * for a while. Safe for any thread; does not block.
 */
final class Website {
    private static final int MAX_ANSWER = 1 << 20;
    private static final int MAX_ROOMS = 10_000;
    private static final int MAX_SHOWN = 40;
    private static final int FAILURES = 5;
    private static final int TOO_MANY_REQUESTS = 429;
    /** How long a website is left alone after so many failures; and after what time a client may try again, whatever passes. */
    static final Duration REST = Duration.ofSeconds(5);

    /** How long a call may wait for its turn: long, since clients that are refused do not ask again by themselves. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Site site;
    private volatile @Nullable HttpClient http; // until the end
    private final Executor executor;
    private final Timers timers;
    private final WebsiteSettings settings;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Turnstile turnstile;
    private final CircuitBreaker<Object> breaker = CircuitBreaker.builder()
            .withFailureThreshold(FAILURES)
            .withSuccessThreshold(1)
            .withDelay(REST)
            .build();

    /**
     * @param executor runs what follows an answer, and name look-ups, so that the HTTP client's threads do not
     */
    Website(Site site, HttpClient http, Executor executor, Timers timers, WebsiteSettings settings) {
        this.executor = executor;
        this.timers = timers;
        this.site = site;
        this.http = http;
        this.settings = settings;
        this.turnstile = new Turnstile(settings.calls(), settings.waitingCalls(), PATIENCE, System::nanoTime);
    }

    /**
     * No call is made any more. The JDK's client has a thread of its own, which ends when nobody can reach the client; until then
     * that thread keeps the application's classes, and containers keep what leads from these to here.
     */
    void end() {
        http = null;
    }

    /**
     * Asks which rooms a client may be in; for sites with an {@code authUrl} alone.
     *
     * @return the rooms; fails with a {@link RefusedException} that tells the client why it may not come in
     */
    CompletionStage<List<String>> rooms(Credentials credentials) {
        Optional<String> unfit = credentials.unfit();
        if (unfit.isPresent()) {
            return CompletableFuture.failedStage(new RefusedException("Authentication failed" + unfit.get()));
        }
        HttpRequest request = credentials
                .addTo(request(site.authUrl().orElseThrow()), site.authScheme())
                .GET()
                .build();
        return send(request).handle((answer, failure) -> {
            if (failure != null) {
                throw unanswered(failure);
            }
            return read(answer);
        });
    }

    private List<String> read(HttpResponse<byte[]> answer) {
        if (answer.statusCode() == 401) {
            throw new RefusedException("Authentication failed");
        } else if (answer.statusCode() >= 500 || answer.statusCode() == TOO_MANY_REQUESTS) {
            throw RefusedException.retryAfter("Auth " + answer.statusCode() + " error", REST);
        } else if (answer.statusCode() != 200) {
            throw new RefusedException("Auth " + answer.statusCode() + " error");
        }
        return list(answer.body());
    }

    private List<String> list(byte[] body) {
        JsonNode answer;
        try {
            answer = json.readTree(body);
        } catch (IOException e) {
            throw noList("");
        }
        if (!answer.isArray()) {
            throw noList("");
        }
        if (answer.size() > MAX_ROOMS) {
            throw noList(": it has more than " + MAX_ROOMS);
        }
        Set<String> rooms = new LinkedHashSet<>();
        for (JsonNode room : answer) {
            if (!room.isTextual()) {
                throw noList(": " + shown(room) + " is no text. Rooms are, as in [\"user_8\"]");
            }
            if (!Rooms.isValid(room.textValue())) {
                throw noList(": " + shown(room) + " cannot be a room's name");
            }
            rooms.add(room.textValue());
        }
        return List.copyOf(rooms);
    }

    /** The website's answer is no list of rooms. The client is told why, since its author is who looks for the reason. */
    private static RefusedException noList(String why) {
        return new RefusedException("Auth error: the answer is no list of rooms" + why);
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + '…';
    }

    /**
     * Tells that a user has come or gone.
     *
     * @param body JSON
     * @return completes when the site has answered with success; fails otherwise
     */
    CompletionStage<?> put(URI url, Credentials credentials, String body) {
        HttpRequest request = credentials
                .addTo(request(url), site.authScheme())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        return send(request).thenAccept(answer -> {
            if (answer.statusCode() / 100 != 2) {
                throw new CompletionException(new IOException("status " + answer.statusCode()));
            }
        });
    }

    /** How many calls are under way. */
    int underWay() {
        return turnstile.inside();
    }

    private HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url).timeout(settings.timeout()).header("Accept", "application/json");
    }

    private CompletionStage<HttpResponse<byte[]>> send(HttpRequest request) {
        return turnstile.pass(() -> {
            if (!breaker.tryAcquirePermit()) {
                return CompletableFuture.failedStage(new CircuitBreakerOpenException(breaker));
            }
            return begun(request).whenComplete((answer, failure) -> {
                if (failure == null && answer.statusCode() < 500) {
                    breaker.recordSuccess();
                } else {
                    breaker.recordFailure();
                }
            });
        });
    }

    /** Begins a call, whose future completes in any case: its place in the turnstile is given back then. */
    private CompletionStage<HttpResponse<byte[]>> begun(HttpRequest request) {
        try {
            return sendNow(request);
        } catch (RuntimeException | Error e) { // an Error too, as when there is no thread to be had
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<HttpResponse<byte[]>> sendNow(HttpRequest request) {
        return settings.publicOnly()
                ? CompletableFuture.runAsync(() -> requirePublic(request.uri()), executor) // a look-up may block
                        .thenCompose(isPublic -> exchange(request))
                : exchange(request);
    }

    private static void requirePublic(URI uri) {
        try {
            if (!PublicAddresses.areAllOf(uri.getHost())) {
                throw new CompletionException(new PrivateAddressException());
            }
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    private CompletionStage<HttpResponse<byte[]>> exchange(HttpRequest request) {
        HttpClient client = http;
        if (client == null) {
            return CompletableFuture.failedStage(new RejectedExecutionException("The application ends."));
        }
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request, info -> new BoundedBody(MAX_ANSWER));
        CompletableFuture<HttpResponse<byte[]>> inTime = sent.copy();
        // Not by orTimeout: the JDK's thread for that would keep the classes of whichever application used it first.
        Timers.Timer timer = timers.scheduleMillis(
                settings.timeout().toMillis(), () -> inTime.completeExceptionally(new TimeoutException()));
        return inTime.whenCompleteAsync(
                (answer, failure) -> {
                    timer.cancel();
                    if (failure != null) {
                        sent.cancel(true); // its own time-out ends with the head of the answer
                    }
                },
                executor);
    }

    private static final class PrivateAddressException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Most of what keeps an answer from coming passes by itself. */
    private static RefusedException unanswered(Throwable thrown) {
        String told = "Auth error: " + reason(thrown);
        Throwable failure = unwrap(thrown);
        boolean stays = failure instanceof PrivateAddressException || failure instanceof BoundedBody.TooLargeException;
        return stays ? new RefusedException(told) : RefusedException.retryAfter(told, REST);
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable failure = thrown;
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }

    /** What a client is told of a failure. */
    static String reason(Throwable thrown) {
        Throwable failure = unwrap(thrown);
        if (failure instanceof HttpTimeoutException || failure instanceof TimeoutException) {
            return "no answer in time";
        } else if (failure instanceof UnknownHostException || failure instanceof ConnectException) {
            return "no connection";
        } else if (failure instanceof CircuitBreakerOpenException) {
            return "the website does not answer; try again later";
        } else if (failure instanceof RejectedExecutionException) {
            return "too many wait; try again later";
        } else if (failure instanceof PrivateAddressException) {
            return "the website's address is not public";
        } else if (failure instanceof BoundedBody.TooLargeException) {
            return "the answer is too large";
        }
        return "the connection failed";
    }
}
