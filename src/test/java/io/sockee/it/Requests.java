package io.sockee.it;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests that are sent one right after the other, each on a connection of its own, and answered whenever that is. */
final class Requests implements AutoCloseable {
    private final List<RawHttp> sent = new ArrayList<>();

    /** Posts JSON, in which single quotes may stand for double ones, from an address. */
    Requests post(String path, String query, String address, String json, String... headers) {
        byte[] body = Client.json(json).getBytes(StandardCharsets.UTF_8);
        List<String> fields = new ArrayList<>(List.of(headers));
        fields.add("Content-Type: application/json");
        fields.add("Content-Length: " + body.length);
        fields.add("X-Forwarded-For: " + address);
        sent.add(RawHttp.connect(new Endpoint(Deployments.base(), path))
                .head("POST", query, fields.toArray(String[]::new))
                .write(body));
        return this;
    }

    /** Posts to a site with its key. */
    Requests send(String site, String json, String... headers) {
        return post("/send", "site=" + site + "&apiKey=" + PushSites.key(site), "192.0.2.1", json, headers);
    }

    /** Breaks the last one off, as a process does that is killed. */
    Requests reset() {
        sent.remove(sent.size() - 1).reset();
        return this;
    }

    /** Waits for all answers. */
    List<HttpReply> replies() {
        return sent.stream().map(RawHttp::read).toList();
    }

    /** The statuses of all answers, when they have come. */
    List<Integer> statuses() {
        return replies().stream().map(HttpReply::status).toList();
    }

    @Override
    public void close() {
        sent.forEach(RawHttp::close);
    }
}
