package io.sockee.guide.app;

import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.EventName;
import io.sockee.api.Handshake;
import io.sockee.api.Json;
import io.sockee.api.NameParam;
import io.sockee.api.On;
import io.sockee.api.Socket;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How arguments are bound. */
@Controller
public class CatalogueController {

    // tag::record
    public enum Sort {
        NAME,
        PRICE
    }

    public record Query(String text, List<String> tags, Optional<Sort> sort, LocalDate since) {}

    @On("search")
    public String search(Query query, int page) {
        return query.text() + " of " + query.since() + ", by " + query.sort().orElse(Sort.NAME) + ", page " + page;
    }
    // end::record

    // tag::optional
    @On("latest")
    public int latest(Optional<Integer> limit) {
        return limit.orElse(10);
    }
    // end::optional

    // tag::varargs
    @On("mark")
    public String mark(long item, String... tags) {
        return item + " is " + String.join(" and ", tags);
    }
    // end::varargs

    // tag::pattern
    @On("item.{id}.rename")
    public String rename(@NameParam long id, String name) {
        return id + " is now " + name;
    }

    @On("log.*")
    public String log(@EventName String event) {
        return event;
    }
    // end::pattern

    // tag::names
    @On({"opened", "closed"})
    public String turned(@EventName String event, String door) {
        return door + " was " + event;
    }
    // end::names

    // tag::binary
    public record Picture(String title, byte[] image, List<byte[]> thumbnails) {}

    @On("upload")
    public Map<String, Object> upload(Picture picture) {
        return Map.of(
                "size", picture.image().length, "first", picture.thumbnails().get(0));
    }
    // end::binary

    // tag::json
    public record Document(String name, Json body) {}

    @On("store")
    public Json store(Document document) {
        return document.body();
    }
    // end::json

    // tag::raw
    @On("relay")
    public void relay(Socket socket, Arguments arguments) {
        if (arguments.get(0, String.class).isBlank()) {
            return;
        }
        socket.broadcast("relayed", arguments);
    }
    // end::raw

    // tag::handshake
    @On("where-from")
    public String whereFrom(Handshake handshake) {
        return handshake.address() + " by " + handshake.query().get("transport");
    }
    // end::handshake
}
