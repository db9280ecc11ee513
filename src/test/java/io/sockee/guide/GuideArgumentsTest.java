package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Json;
import io.sockee.guide.app.CatalogueController;
import io.sockee.guide.app.CatalogueController.Document;
import io.sockee.guide.app.CatalogueController.Picture;
import io.sockee.guide.app.ShopController;
import io.sockee.testkit.Received;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What arguments.md says. */
@SockeeTest({CatalogueController.class, ShopController.class})
class GuideArgumentsTest {
    private TestClient ann;

    @BeforeEach
    void connect(TestServer server) {
        ann = server.connect();
    }

    private String res(String event, Object... arguments) {
        return ann.call(event, arguments).res(String.class);
    }

    @Test
    void recordsAndOrder() {
        Map<String, Object> query =
                Map.of("text", "socks", "tags", List.of("wool"), "sort", "PRICE", "since", "2026-01-31", "more", 1);
        assertThat(res("search", query, 2)).isEqualTo("socks of 2026-01-31, by PRICE, page 2");
    }

    @Test
    void whatDoesNotFitIsRefusedByName() {
        Map<String, Object> query = Map.of("text", 5, "tags", List.of(), "since", "2026-01-31");
        assertThat(ann.call("search", query, 2).err()).isEqualTo("Argument 1 (query) at text: expected String.");
        assertThat(ann.call("search", Map.of("sort", "SIZE"), 2).err())
                .isEqualTo("Argument 1 (query) at sort: expected one of NAME, PRICE.");
        assertThat(ann.call("search", Map.of()).err()).isEqualTo("Argument 2 (page) is missing: expected int.");
        assertThat(ann.call("search", Map.of(), "2").err()).isEqualTo("Argument 2 (page): expected int.");
        assertThat(ann.call("search", Map.of(), null).err()).isEqualTo("Argument 2 (page): expected int.");
        assertThat(ann.call("search", Map.of(), 1.5).err()).isEqualTo("Argument 2 (page): expected int.");
    }

    @Test
    void whatIsTooMuchIsIgnored() {
        assertThat(ann.call("latest", 1, 2).res(int.class)).isEqualTo(1);
    }

    @Test
    void whatIsLeftOutOfARecordIsNull() {
        assertThat(res("search", Map.of(), 1)).isEqualTo("null of null, by NAME, page 1");
    }

    @Test
    void anOptionalMayBeMissingOrNull() {
        assertThat(ann.call("latest").res(int.class)).isEqualTo(10);
        assertThat(ann.call("latest", (Object) null).res(int.class)).isEqualTo(10);
        assertThat(ann.call("latest", 3).res(int.class)).isEqualTo(3);
    }

    @Test
    void aVariableArityParameterTakesTheRest() {
        assertThat(res("mark", 7, "red", "warm")).isEqualTo("7 is red and warm");
        assertThat(res("mark", 7)).isEqualTo("7 is ");
        assertThat(ann.call("mark", 7, "red", 8).err()).isEqualTo("Argument 3 (tags): expected String.");
    }

    @Test
    void namesHaveVariables() {
        assertThat(res("item.7.rename", "sock")).isEqualTo("7 is now sock");
        assertThat(ann.call("item.seven.rename", "sock").err()).isEqualTo("The name's id: expected long.");
        assertThat(res("log.disk.full")).isEqualTo("log.disk.full");
        assertThat(res("closed", "the cellar")).isEqualTo("the cellar was closed");
    }

    @Test
    void namespacesHaveVariables(TestServer server) {
        assertThat(server.connect("/shop/corner").call("name").res(String.class))
                .isEqualTo("corner");
    }

    @Test
    void binaryDataLiesAnywhere() {
        Picture picture = new Picture("A sock", new byte[] {1, 2}, List.of(new byte[] {3}));
        Map<?, ?> answer = ann.call("upload", picture).res(Map.class);
        assertThat(answer.get("size")).isEqualTo(2);
        assertThat(ann.call("upload", Map.of("title", "t", "image", "AQI=")).err())
                .isEqualTo("Argument 1 (picture) at image: expected binary data.");
    }

    @Test
    void jsonComesAndGoesAsText() {
        assertThat(ann.call("store", new Document("d", new Json("{\"a\": [1.0,1e2]}")))
                        .arguments()
                        .json(0))
                .as("the same, but not to the byte")
                .isEqualTo("{\"ok\":true,\"err\":false,\"res\":{\"a\":[1.0,1e2]}}");
    }

    @Test
    void argumentsArePassedOn(TestServer server) {
        TestClient bob = server.connect();
        ann.emit("relay", "text", new byte[] {1}, Map.of("n", 1));
        Received relayed = bob.await("relayed");
        assertThat(relayed.arguments().size()).isEqualTo(3);
        assertThat(relayed.get(1, byte[].class)).containsExactly(1);
        assertThat(ann.call("relay", 1).err()).isEqualTo("Argument 1: expected String.");
    }

    @Test
    void theHandshakeIsGiven() {
        assertThat(res("where-from")).isEqualTo("127.0.0.1 by websocket");
    }
}
