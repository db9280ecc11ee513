package io.sockee.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks the resource of the authentication. Bodies are JSON in which a single quote stands for a double one. */
final class AuthHttp {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private AuthHttp() {}

    /**
     * An answer.
     *
     * @param body as it came
     */
    record Reply(int status, String body, HttpResponse<String> response) {
        /** The token in it. */
        String token() {
            return AuthHttp.token(body);
        }
    }

    /** The token in an answer. */
    static String token(String answer) {
        String token = answer.replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
        if (token.equals(answer)) {
            throw new AssertionError("no token: " + answer);
        }
        return token;
    }

    static Reply post(String what, String body, String... headers) {
        return post(Deployments.base(), what, body, headers);
    }

    /** Asks a server that the test has started itself. */
    static Reply post(URI base, String what, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/api/auth/" + what))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Client.json(body)));
        return send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    /** The same of one who tries again when the server has too much to do, as the answer asks for. */
    static Reply insist(String what, String body) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        Reply reply = post(what, body);
        while (reply.status() == 503 && System.nanoTime() < end) {
            reply = post(what, body);
        }
        return reply;
    }

    static Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            OpenApi.DOCUMENT.check(response);
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static String failure(String message) {
        return Client.json("{'ok':false,'err':'" + message + "','res':false}");
    }
}
