package io.sockee.it;

import io.sockee.it.AuthHttp.Reply;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** Asks the resource of the push gateway. Bodies in JSON may have single quotes in place of double ones. */
final class PushHttp {

    private PushHttp() {}

    /** Posts to a site with its key. */
    static Reply send(String site, String json, String... headers) {
        return post("?site=" + site + "&apiKey=" + PushSites.key(site), "application/json", Client.json(json), headers);
    }

    /** Posts whatever it is. */
    static Reply post(String query, String type, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(Deployments.base().resolve("/send" + query))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        return AuthHttp.send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
