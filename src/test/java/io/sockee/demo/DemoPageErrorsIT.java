package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of error, tried on the page. */
@DisplayName("On the demo page, an error")
@Tag("once-on-liberty")
class DemoPageErrorsIT extends DemoDeployment {

    @Test
    @DisplayName("is a refusal, in the ack or as an event")
    void refusal() {
        try (DemoVisit visit = visit().connected()) {
            visit.press("Greet me with ack");
            assertThat(visit.verdict("refusal")).containsText("Tell me your name first.");
            visit.exchanged(
                    "refusal",
                    "42#[\"demo:greet\",\"\"]",
                    "43#[{\"ok\":false,\"err\":\"Tell me your name first.\",\"res\":false}]");
            visit.press("Without");
            assertThat(visit.verdict("refusal")).containsText("as demo:greet_error");
            visit.exchanged(
                    "refusal",
                    "42[\"demo:greet\",\"\"]",
                    "42[\"demo:greet_error\",{\"ok\":false,\"err\":\"Tell me your name first.\",\"res\":false}]");
        }
    }

    @Test
    @DisplayName("of validation stands at the field it is about")
    void validation() {
        try (DemoVisit visit = visit().connected()) {
            visit.open("validation").press("Book");
            assertThat(visit.at("validation-name-error")).hasText("Enter a name.");
            assertThat(visit.at("validation-email-error")).hasText("No such address.");
            assertThat(visit.at("validation-seats-error")).hasText("At most four.");
            assertThat(visit.at("validation-name")).hasAttribute("aria-invalid", "true");
            assertThat(visit.at("validation-name")).hasAccessibleDescription("Enter a name.");
            assertThat(visit.at("validation-name")).isFocused();
            assertThat(visit.verdict("validation")).hasText("3 fields are wrong.");
            assertThat(visit.packets("validation").last()).containsText("\"fields\":{");

            visit.at("validation-name").fill("Ada");
            visit.at("validation-email").fill("ada@example.org");
            visit.press("Book");
            assertThat(visit.at("validation-seats")).isFocused();
            assertThat(visit.at("validation").locator("[aria-invalid]")).hasCount(1);
            visit.at("validation-seats").fill("2");
            visit.press("Book");
            assertThat(visit.packets("validation").last()).containsText("\"res\":\"2 for Ada\"");
            assertThat(visit.at("validation").locator("[aria-invalid]")).hasCount(0);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "One missing, Argument 2 (right) is missing",
        "One extra (ignored), Answered in",
        "One ill-typed, Argument 2 (right)",
        "Both right, Answered in"
    })
    @DisplayName("of arguments names the argument")
    void arguments(String button, String verdict) {
        try (DemoVisit visit = visit().connected()) {
            visit.open("arguments").press(button);
            assertThat(visit.verdict("arguments")).containsText(verdict);
            assertThat(visit.packets("arguments")).hasCount(2);
        }
    }

    @Test
    @DisplayName("is what a bean makes of the application's exception")
    void mapped() {
        try (DemoVisit visit = visit().connected()) {
            visit.open("mapped").press("Buy");
            visit.exchanged(
                    "mapped",
                    "42#[\"demo:buy\",\"Striped socks\"]",
                    "43#[{\"ok\":false,\"err\":\"Sold out: Striped socks.\",\"res\":false}]");
            assertThat(visit.at("mapped").locator("pre")).containsText("public RefusedException map(");
        }
    }

    @Test
    @DisplayName("that nobody expected has an id, and in development its message")
    void unexpected() {
        try (DemoVisit visit = visit().connected()) {
            visit.open("unexpected").press("Throw an exception");
            assertThat(visit.verdict("unexpected"))
                    .hasText(Pattern.compile("Internal error\\. \\([0-9a-f-]{36}\\).*A bug in the controller\\..*"));
        }
    }

    @Test
    @DisplayName("says whether one has to log in, or has the wrong role")
    void members() {
        try (DemoVisit visit = visit().connected()) {
            visit.open("members").press("Read");
            assertThat(visit.packets("members").last()).containsText("\"ok\":false");
            visit.choose("Visitor");
            assertThat(visit.at("members-user")).hasText("Logged in as visitor.");
            visit.press("Read");
            assertThat(visit.packets("members").last()).containsText("\"res\":\"Good morning, visitor.\"");
            visit.press("Publish");
            assertThat(visit.packets("members").last()).containsText("\"ok\":false");
            visit.choose("Editor");
            assertThat(visit.at("members-user")).hasText("Logged in as editor.");
            visit.press("Publish");
            assertThat(visit.packets("members").last()).containsText("\"res\":\"Published by editor.\"");
            visit.choose("Nobody");
            assertThat(visit.at("members-user")).hasText("Not logged in.");
            visit.press("Publish");
            assertThat(visit.packets("members").last()).containsText("\"ok\":false");
        }
    }

    @Test
    @DisplayName("of a name that no method handles is no answer")
    void unknown() {
        try (DemoVisit visit = visit().connected()) {
            visit.open("unknown").press("Send it");
            visit.exchanged("unknown", "42#[\"demo:unknown\"]");
            assertThat(visit.verdict("unknown")).hasText("No answer within 2 s.");
        }
    }

    @Test
    @DisplayName("of a namespace has data beside its message")
    void refusedNamespace() {
        try (DemoVisit visit = visit().connected()) {
            visit.open("private").at("private-password").fill("shoe");
            visit.press("Connect to /private");
            assertThat(visit.verdict("private")).hasText("Refused: Wrong password. The right one is: sock");
            visit.exchanged(
                    "private",
                    "40/private,{\"password\":\"•••\"}",
                    "44/private,{\"message\":\"Wrong password.\",\"data\":{\"hint\":\"The right one is: sock\"}}");
            visit.at("private-password").fill("sock");
            visit.press("Connect to /private");
            assertThat(visit.verdict("private")).containsText("Connected to /private, socket id ");
            assertThat(visit.packets("private").last()).containsText("40/private,{\"sid\":");
        }
    }
}
