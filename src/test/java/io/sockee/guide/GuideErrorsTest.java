package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.guide.app.AccountController;
import io.sockee.guide.app.NotEnough;
import io.sockee.testkit.Answer;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What errors.md says. */
@SockeeTest({AccountController.class, NotEnough.class})
class GuideErrorsTest {
    private TestClient ann;

    @BeforeEach
    void connect(TestServer server) {
        ann = server.connect();
    }

    @Test
    void aRefusalCarriesItsMessage() {
        assertThat(ann.call("open-account", "root").err()).isEqualTo("This name is taken.");
        assertThat(ann.call("open-account", "ann").ok()).isTrue();
    }

    @Test
    void validationNamesTheFields() {
        Answer answer = ann.call(
                "check-order",
                Map.of("lines", List.of(Map.of("item", "sock", "count", 1), Map.of("item", " ", "count", 0))));
        assertThat(answer.err())
                .startsWith("must be greater than or equal to 1")
                .endsWith("Name an item.");
        assertThat(answer.fields())
                .containsEntry("order.lines[1].item", "Name an item.")
                .containsOnlyKeys("order.lines[1].item", "order.lines[1].count");
        assertThat(ann.call("check-order", Map.of("lines", List.of())).fields())
                .containsExactly(Map.entry("order.lines", "Order something."));
    }

    @Test
    void aRefusalMayNameFieldsItself() {
        Answer answer = ann.call("rename-account", "root");
        assertThat(answer.err()).isEqualTo("Some input is not right.");
        assertThat(answer.fields()).containsExactly(Map.entry("name", "This name is taken."));
    }

    @Test
    void groupsStandInForDefault() {
        Map<String, Object> withId = Map.of("id", 1, "name", "Ann");
        assertThat(ann.call("create-profile", withId).fields())
                .containsExactly(Map.entry("profile.id", "The server chooses ids."));
        assertThat(ann.call("create-profile", Map.of("name", "Ann")).ok()).isTrue();
        assertThat(ann.call("change-profile", withId).res(String.class)).isEqualTo("1 Ann");
    }

    @Test
    void anExceptionIsMapped() {
        assertThat(ann.call("withdraw", 200).err()).isEqualTo("There is not enough left: 100.");
    }

    @Test
    void whatNobodyExpectedIsAnId() {
        assertThat(ann.call("broken").err()).matches("Internal error\\. \\([-0-9a-f]{36}\\)");
    }

    @Test
    void inDevelopmentTheMessageIsTold() {
        try (TestServer server = TestServer.start(List.of(AccountController.class), List.of("sockee.profile=dev"))) {
            assertThat(server.connect().call("broken").err()).contains("the key is 12345");
        }
    }
}
