package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What the tests of transactions ask the application beside its sockets. */
final class NotesClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private NotesClient() {}

    /** Whether the database has a note, as others see it. */
    static String get(String id) {
        return send(request(id).GET().build(), 200);
    }

    /** Stores a note by the REST resource. */
    static void post(String id, boolean fails) {
        HttpRequest.Builder request = request(id + "?fails=" + fails).POST(BodyPublishers.noBody());
        send(request.build(), fails ? 418 : 200);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(Deployments.base().resolve("/api/notes/" + path))
                .timeout(Duration.ofSeconds(10));
    }

    private static String send(HttpRequest request, int status) {
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Waits until some call waits at the application's barrier. */
    static void untilHeld(Client client) {
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> client.call("waited-for").equals(Client.ok("true")));
    }

    /** The same for a client that hears something meanwhile. */
    static void untilHeldIgnoring(Client client, String event) {
        await().pollInterval(Duration.ofMillis(10)).until(() -> {
            String answer = client.ask("waited-for").next();
            return (answer.equals(event) ? client.next() : answer).equals(Client.ok("true"));
        });
    }

    static long number(String answer) {
        assertThat(answer).matches("-> \\[\\{\"ok\":true,\"err\":false,\"res\":-?\\d+}]");
        return Long.parseLong(answer.replaceAll("\\D", ""));
    }
}
