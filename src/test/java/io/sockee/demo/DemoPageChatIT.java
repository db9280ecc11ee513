package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The chat of the demo page, and the model behind it. */
@DisplayName("In the chat of the demo page")
class DemoPageChatIT extends DemoDeployment {
    private static int said;

    /** A text that nobody else says. */
    private static String unique(String text) {
        return text + " " + ++said;
    }

    private static void send(DemoVisit visit, String text) {
        visit.at("chat-text").fill(text);
        visit.press("Send");
    }

    /** Says this so many times, by another socket of the same user, and returns the ids of these messages. */
    private static List<?> say(DemoVisit visit, String text, int times) {
        return (List<?>) visit.page().evaluate("""
                async ([text, times]) => {
                  const socket = io({ forceNew: true, transports: ["websocket"], auth: JSON.parse(sessionStorage.getItem("sockee.login")) });
                  const ids = [];
                  while (ids.length < times) {
                    const { err, res } = await socket.emitWithAck("demo:chat.say", { text });
                    if (err) throw new Error(`Message ${ids.length + 1} was refused: ${err}`);
                    ids.push(res.id);
                  }
                  socket.disconnect();
                  return ids;
                }
                """, List.of(text, times));
    }

    private static Locator message(DemoVisit visit, String text) {
        return visit.at("chat-messages")
                .locator(
                        "li",
                        new Locator.LocatorOptions()
                                .setHas(visit.page().getByText(text, new Page.GetByTextOptions().setExact(true))));
    }

    private static Number id(DemoVisit visit, String text) {
        Map<?, ?> page = (Map<?, ?>) visit.ask("demo:chat.enter");
        return ((List<?>) page.get("messages"))
                .stream()
                        .map(each -> (Map<?, ?>) each)
                        .filter(each -> text.equals(each.get("text")))
                        .map(each -> (Number) each.get("id"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    @DisplayName("nobody reads or writes who has not logged in")
    void nobody() {
        try (DemoVisit visit = visit().connected()) {
            assertThat(visit.at("chat-why")).hasText("Only logged-in users can read and write messages.");
            assertThat(visit.at("chat-messages").locator("li")).hasCount(0);
            send(visit, "Let me in");
            assertThat(visit.at("chat-result")).hasText("You are not logged in.");
            visit.at("chat-login").getByText("Log in").click();
            assertThat(visit.at("login")).isVisible();
            assertThat(visit.at("login-tab")).hasAttribute("aria-selected", "true");
            visit.at("log-clear").click();
            try (DemoVisit other = visit().connected()) {
                other.register("Max", false);
                send(other, unique("A secret"));
                assertThat(other.at("chat-text")).hasValue("");
            }
            visit.press("Greet me"); // an answer that comes later than what must not come
            assertThat(visit.verdict("returned")).containsText("Answered");
            assertThat(visit.at("log-rows")).not().containsText("demo:chat.said");
        }
    }

    @Test
    @DisplayName("users talk to each other, and it is still there after a reload")
    void talk() {
        try (DemoVisit rita = visit().connected();
                DemoVisit max = visit().connected()) {
            String ritaName = rita.register("Rita", true);
            String maxName = max.register("Max", false);
            String question = unique("Has anybody seen my sock?");
            String answer = unique("It is <b>behind</b> the radiator.");
            send(rita, question);
            assertThat(message(max, question).locator(".who")).hasText(ritaName);
            assertThat(message(max, question).locator("time")).hasText(Pattern.compile("\\d\\d:\\d\\d:\\d\\d"));
            send(max, answer);
            assertThat(message(rita, answer).locator(".who")).hasText(maxName);
            assertThat(message(rita, question)).hasClass("message own");
            assertThat(message(rita, answer)).hasClass("message");
            assertThat(message(rita, answer).locator("button")).hasCount(0);
            assertThat(rita.at("chat-text")).hasValue("");

            rita.reload().isUser(ritaName);
            assertThat(message(rita, question)).hasCount(1);
            assertThat(message(rita, answer)).hasCount(1);
            assertThat(rita.at("chat-messages").locator("li").last()).containsText(answer);
        }
    }

    @Test
    @DisplayName("authors edit and delete what is theirs, and all others see it")
    void edit() {
        try (DemoVisit rita = visit().connected();
                DemoVisit max = visit().connected()) {
            rita.register("Rita", false);
            max.register("Max", false);
            String before = unique("A tpyo");
            String after = unique("A typo");
            send(rita, before);
            assertThat(message(max, before)).hasCount(1);
            rita.press("Edit “" + before + "”");
            Locator input = rita.at("chat-messages").locator("input");
            assertThat(input).isFocused();
            assertThat(input).hasValue(before);
            input.fill(" ");
            rita.press("Save");
            assertThat(input).hasAccessibleDescription("Write something.");
            input.fill(after);
            rita.press("Save");
            assertThat(message(rita, after)).containsText("edited");
            assertThat(message(max, after)).containsText("edited");
            assertThat(message(max, before)).hasCount(0);

            rita.press("Edit “" + after + "”");
            rita.page().keyboard().press("Escape");
            assertThat(message(rita, after)).hasCount(1);

            rita.press("Delete “" + after + "”");
            assertThat(message(rita, after)).hasCount(0);
            assertThat(message(max, after)).hasCount(0);
            String last = unique("The last word");
            send(rita, last);
            max.reload();
            assertThat(message(max, last)).hasCount(1);
            assertThat(message(max, after)).hasCount(0);
        }
    }

    @Test
    @DisplayName("nobody changes or deletes what is another's, or gone")
    void foreign() {
        try (DemoVisit rita = visit().connected();
                DemoVisit max = visit().connected()) {
            rita.register("Rita", false);
            max.register("Max", false);
            String text = unique("Mine");
            send(rita, text);
            assertThat(message(max, text)).hasCount(1);
            Number id = id(max, text);
            assertThat(max.ask("demo:chat.edit", id, Map.of("text", "Yours"))).isEqualTo("This message is not yours.");
            assertThat(max.ask("demo:chat.remove", id)).isEqualTo("This message is not yours.");
            assertThat(rita.ask("demo:chat.edit", 0, Map.of("text", "Nobody's")))
                    .isEqualTo("This message is gone.");
            assertThat(message(rita, text)).hasCount(1);
            rita.reload();
            assertThat(message(rita, text)).hasCount(1);
        }
    }

    @Test
    @DisplayName("what may not be said is refused at the field, and heard by nobody")
    void validation() {
        try (DemoVisit rita = visit().connected()) {
            rita.register("Rita", false);
            assertThat(rita.at("chat-why")).hasText("");
            send(rita, "  ");
            assertThat(rita.at("chat-text-error")).hasText("Write something.");
            assertThat(rita.at("chat-text")).hasAccessibleDescription("Write something.");
            assertThat(rita.at("chat-text")).isFocused();
            String longest = unique("x".repeat(490));
            send(rita, longest + "y".repeat(501 - longest.length()));
            assertThat(rita.at("chat-text-error")).hasText("No more than 500 characters.");
            assertThat(rita.ask("demo:chat.say", Map.of("text", "a\u0000b"))).isEqualTo("One line of text, please.");
            String fits = longest + "y".repeat(500 - longest.length());
            send(rita, fits);
            assertThat(message(rita, fits)).hasCount(1);
            assertThat(rita.at("chat-text-error")).hasCount(0);
        }
    }

    @Test
    @DisplayName("older messages come page by page, and one's own alone if one likes")
    void pages() {
        try (DemoVisit rita = visit().connected();
                DemoVisit max = visit().connected()) {
            rita.register("Rita", true);
            max.register("Max", false);
            String first = unique("The first one");
            send(rita, first);
            assertThat(message(rita, first)).hasCount(1);
            for (int i = 0; i < 21; i++) {
                max.ask("demo:chat.say", Map.of("text", "Yes"));
            }
            rita.reload();
            Locator messages = rita.at("chat-messages").locator("li");
            assertThat(messages).hasCount(20);
            assertThat(message(rita, first)).hasCount(0);
            rita.press("Earlier messages");
            assertThat(message(rita, first)).hasCount(1);
            rita.page().getByLabel("Only mine").check();
            assertThat(messages).hasCount(1);
            assertThat(message(rita, first)).hasCount(1);
            send(max, unique("Not yours"));
            String second = unique("The second one");
            send(rita, second);
            assertThat(message(rita, second)).hasCount(1);
            assertThat(messages).hasCount(2);
            rita.page().getByLabel("Only mine").uncheck();
            assertThat(messages).hasCount(20);
        }
    }

    @Test
    @DisplayName("the latest 200 messages are kept")
    void bounded() {
        try (DemoVisit rita = visit().connected()) {
            rita.register("Rita", false);
            List<?> ids = say(rita, "One of many", 200);
            Map<String, String> text = Map.of("text", "Still there");
            assertThat(rita.ask("demo:chat.edit", ids.get(0), text)).isInstanceOf(Map.class);
            say(rita, "One too many", 1);
            assertThat(rita.ask("demo:chat.edit", ids.get(0), text)).isEqualTo("This message is gone.");
            assertThat(rita.ask("demo:chat.edit", ids.get(1), text)).isInstanceOf(Map.class);
        }
    }

    @Test
    @DisplayName("the code is that of the guide: an entity manager that is injected, and transactions")
    void code() {
        try (DemoVisit visit = visit()) {
            assertThat(visit.at("chat-code").locator("pre"))
                    .containsText(Pattern.compile("@Transactional\\s+public class ChatController"));
            assertThat(visit.at("chat-code").locator("pre"))
                    .containsText(Pattern.compile("@Inject\\s+EntityManager entities;"));
        }
    }

    @Test
    @DisplayName("whoever logs out is out")
    void out() {
        try (DemoVisit rita = visit().connected();
                DemoVisit max = visit().connected()) {
            rita.register("Rita", false);
            max.register("Max", false);
            String text = unique("Still there?");
            send(max, text);
            assertThat(message(rita, text)).hasCount(1);
            rita.press("Log out");
            rita.isNobody().connected();
            assertThat(rita.at("chat-why")).hasText("Only logged-in users can read and write messages.");
            assertThat(rita.at("chat-messages").locator("li")).hasCount(0);
            rita.press("Disconnect");
            assertThat(rita.at("chat-why")).hasText("Not connected.");
            send(rita, "Hello?");
            assertThat(rita.at("chat-result")).hasText("Not connected.");
        }
    }
}
