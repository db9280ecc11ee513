package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users at the demo page: they register, log in and out, change passwords, try tokens; what they are told is seen. */
@DisplayName("At the demo page, a user")
@Tag("once-on-wildfly")
class DemoPageUsersIT extends DemoDeployment {

    @Test
    @DisplayName("registers, and is logged in until the tab is closed")
    void registers() {
        try (DemoVisit visit = visit().connected().isNobody()) {
            String name = visit.register("Rita", false);
            assertThat(visit.verdict("register")).containsText("Answered in");
            assertThat(visit.packets("register").last())
                    .containsText("\"res\":{\"name\":\"" + name + "\",\"token\":\"");
            assertThat(visit.at("account-note")).hasText("Ends when this tab is closed.");
            visit.reload().isUser(name);
            try (DemoVisit tab = visit.tab()) {
                tab.isNobody();
            }
        }
    }

    @Test
    @DisplayName("is remembered where that was wanted, over a reload and in other tabs")
    void remembered() {
        try (DemoVisit visit = visit().connected()) {
            String name = visit.register("Rita", true);
            assertThat(visit.at("account-note")).hasText("Remembered by this browser.");
            visit.reload().isUser(name);
            try (DemoVisit tab = visit.tab()) {
                tab.isUser(name);
            }
            visit.choose("WebSocket"); // another socket
            visit.isUser(name);
        }
    }

    @ParameterizedTest(name = "{2}: {3}")
    @CsvSource({
        "'', '', name, You need to fill in a name.",
        "ab, x, name, User name must be between 3 and 32 characters.",
        "a b c, secret1!, name, 'Usernames may contain letters, special characters and numbers.'",
        "Rita, '', password, You need to fill in a password.",
        "Rita, x1!, password, Password must be between 5 and 60 characters long.",
        "Rita, secrets, password, Password must contain letters and at least one special character and one number.",
        "Rita, secret1!, email, Email address is invalid.",
    })
    @DisplayName("is told at the field what is wrong with it")
    void wrongInput(String name, String password, String field, String message) {
        try (DemoVisit visit = visit().connected()) {
            visit.at("register-name").fill(name);
            visit.at("register-email").fill("rita at home");
            visit.at("register-password").fill(password);
            visit.press("Register");
            Locator input = visit.at("register-" + field);
            assertThat(visit.at("register-" + field + "-error")).hasText(message);
            assertThat(input).hasAccessibleDescription(Pattern.compile("^" + message.replace(".", "\\.") + " .+"));
            assertThat(input).isFocused();
            assertThat(visit.at("register").locator("[aria-invalid]")).hasCount(1);
            assertThat(visit.verdict("register")).hasText("One field is wrong.");
            visit.isNobody();
        }
    }

    @Test
    @DisplayName("reads the rules before breaking one of them")
    void rules() {
        try (DemoVisit visit = visit().connected()) {
            assertThat(visit.at("register-name"))
                    .hasAccessibleDescription("3 to 32 characters: letters from A to Z, digits and !@#$%^&*.");
            assertThat(visit.at("register-email")).hasAccessibleDescription("Required.");
            String password = "5 to 60 characters, at least one of them a digit and one of !@#$%^&*.";
            assertThat(visit.at("register").getByText(password)).isVisible();
            assertThat(visit.at("register-password")).hasAccessibleDescription(password);
            visit.open("password");
            assertThat(visit.at("password-new_password")).hasAccessibleDescription(password);
        }
    }

    @Test
    @DisplayName("is told that an address is needed, and that a name is taken")
    void taken() {
        try (DemoVisit visit = visit().connected();
                DemoVisit other = visit().connected()) {
            String name = visit.register("Rita", false);
            other.at("register-name").fill(name.toUpperCase(Locale.ROOT));
            other.at("register-password").fill("secret1!");
            other.press("Register");
            assertThat(other.at("register-email-error")).hasText("Email address needed.");
            other.at("register-email").fill("rita@example.org");
            other.press("Register");
            assertThat(other.at("register-name-error")).hasText("User name already in use.");
            assertThat(other.at("register-email-error")).hasCount(0);
        }
    }

    @Test
    @DisplayName("logs in with the right password, and with no other; after ten of those, not for a while")
    void logsIn() {
        try (DemoVisit visit = visit().connected();
                DemoVisit other = visit().connected()) {
            visit.expectComplaints(); // when its token is refused, its connection may still be being upgraded
            String name = visit.register("Rita", false);
            other.logIn(name, "", false);
            assertThat(other.at("login-password-error")).hasText("You need to fill in a password.");
            other.logIn(name, "wrong1!", false);
            assertThat(other.verdict("login")).containsText("User not found.");
            other.isNobody();
            other.logIn(name, false);
            assertThat(other.at("login-password")).hasValue("");

            // One login for each user, as in Sockey: the first page's is over.
            visit.isNobody();
            assertThat(visit.at("account-note")).hasText("The server has ended this login.");
            for (int attempt = 0; attempt < 10; attempt++) {
                visit.logIn(name, "wrong1!", false);
                assertThat(visit.verdict("login")).containsText("User not found.");
            }
            visit.logIn(name, "secret1!", false);
            assertThat(visit.verdict("login")).containsText("Too many attempts. Try again in a minute.");
            other.isUser(name);
        }
    }

    @Test
    @DisplayName("shows no password, neither among the packets nor among the events")
    void hidden() {
        try (DemoVisit visit = visit().connected()) {
            String name = visit.register("Rita", false);
            assertThat(visit.packets("register").first()).containsText("\"password\":\"•••\"");
            visit.open("password").at("password-password").fill("secret1!");
            visit.at("password-new_password").fill("a\"quote1!");
            visit.press("Change password");
            assertThat(visit.packets("password").first())
                    .containsText("\"name\":\"" + name + "\",\"password\":\"•••\",\"new_password\":\"•••\"");
            assertThat(visit.verdict("password")).containsText("Answered in");
            assertThat(visit.at("log-rows")).containsText("•••");
            assertThat(visit.page().locator("body").textContent()).doesNotContain("secret1!", "quote1!");
        }
    }

    @Test
    @DisplayName("changes the password, and goes on with another token while other pages of the user do not")
    void changesPassword() {
        try (DemoVisit visit = visit().connected()) {
            String name = visit.register("Rita", true);
            visit.open("password");
            assertThat(visit.at("password-name")).hasValue(name);
            visit.at("password-password").fill("secret1!");
            visit.at("password-new_password").fill("short");
            visit.press("Change password");
            assertThat(visit.at("password-new_password-error")).containsText("Password must contain letters");
            visit.at("password-new_password").fill("another2#");
            visit.at("password-password").fill("wrong1!");
            visit.press("Change password");
            assertThat(visit.verdict("password")).containsText("User not found.");

            String token = visit.open("keytest").at("keytest-key").inputValue();
            visit.open("password").at("password-password").fill("secret1!");
            visit.press("Change password");
            assertThat(visit.verdict("password")).containsText("Answered in");
            assertThat(visit.at("keytest-key")).not().hasValue(token);
            visit.isUser(name).reload().isUser(name);
            assertThat(visit.at("account-note")).hasText("Remembered by this browser.");
            visit.press("Log out");
            visit.isNobody().logIn(name, "another2#", false);
            visit.isUser(name);
        }
    }

    @Test
    @DisplayName("tests a token: the page's own is good, others are not")
    void testsTokens() {
        try (DemoVisit visit = visit().connected()) {
            visit.open("keytest").press("Check the token");
            assertThat(visit.verdict("keytest")).containsText("Bad key input.");
            String name = visit.register("Rita", false);
            visit.open("keytest");
            assertThat(visit.at("keytest-name")).hasValue(name);
            visit.press("Check the token");
            assertThat(visit.verdict("keytest")).hasText("User is logged in.");
            assertThat(visit.packets("keytest").last())
                    .containsText("[{\"ok\":true,\"err\":false,\"res\":\"User is logged in\"}]");
            visit.at("keytest-key").fill(visit.at("keytest-key").inputValue() + "x");
            visit.press("Check the token");
            assertThat(visit.verdict("keytest")).containsText("User not found.");
            visit.isUser(name);
        }
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"WebSocket", "Polling"}) // which brings the answer and the end together
    @DisplayName("logs out, and with it all tabs; they connect again as nobody's")
    void logsOut(String transport) {
        try (DemoVisit visit = visit().connected()) {
            visit.expectComplaints(); // of a poll, where the server closes the connection for a ping that came late
            visit.choose(transport);
            String name = visit.register("Rita", true);
            try (DemoVisit tab = visit.tab()) {
                tab.expectComplaints(); // of a WebSocket that is given up, where the old token was still there
                String sid = tab.isUser(name).at("sid").textContent();
                visit.press("Log out");
                visit.isNobody();
                assertThat(visit.at("account-note")).hasText("Logged out.");
                assertThat(visit.at("account-logout")).isHidden();
                tab.connected().isNobody();
                assertThat(tab.at("account-note")).hasText("The server has ended this login.");
                assertThat(tab.at("sid")).not().hasText(sid);
                assertThat(tab.at("log-rows")).containsText("io server disconnect");
            }
            visit.reload().isNobody();
        }
    }

    @Test
    @DisplayName("whose token is good no more is told so, and connects as nobody")
    void over() {
        try (DemoVisit visit = visit().connected()) {
            visit.expectComplaints(); // the client gives up a connection that is still being upgraded
            visit.register("Rita", true);
            visit.page().evaluate("localStorage['sockee.login'] = JSON.stringify({ name: 'Rita', token: 'old' })");
            visit.reload().isNobody();
            assertThat(visit.at("account-note")).hasText("The token is not valid any more: User not found.");
            assertThat(visit.page().evaluate("localStorage.length")).isEqualTo(0);
        }
    }

    @Test
    @DisplayName("hears that the page is not connected, when it is not")
    void disconnected() {
        try (DemoVisit visit = visit().connected()) {
            String name = visit.register("Rita", false);
            visit.press("Disconnect");
            assertThat(visit.at("account-user")).hasText("Not connected.");
            assertThat(visit.at("account-logout")).isHidden();
            visit.press("Register");
            assertThat(visit.verdict("register")).hasText("Not connected.");
            visit.press("Connect");
            visit.connected().isUser(name);
            assertThat(visit.at("sid")).hasText(Pattern.compile("[\\w-]{20}"));
        }
    }
}
