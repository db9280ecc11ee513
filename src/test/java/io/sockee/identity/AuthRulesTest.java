package io.sockee.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.identity.AuthSettings.Length;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sockey's rules for names, passwords and addresses: in its order, in its words. */
class AuthRulesTest {
    private static final AuthSettings SOCKEYS = new AuthSettings(
            true, Duration.ofDays(1), Duration.ofDays(365), new Length(3, 32), new Length(5, 60), true, true, true);

    private static void check(AuthSettings settings, String name, String password, String email) {
        new AuthRules(settings).checkRegistration(name, password, email);
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ab | pass1! | a@b.de | User name must be between 3 and 32 characters.",
                "abcdefghijklmnopqrstuvwxyz1234567 | pass1! | a@b.de | User name must be between 3 and 32 characters.",
                "a b | pass1! | a@b.de | Usernames may contain letters, special characters and numbers.",
                "änn | pass1! | a@b.de | Usernames may contain letters, special characters and numbers.",
                "ann | pa1! | a@b.de | Password must be between 5 and 60 characters long.",
                "ann | passw! | a@b.de | Password must contain letters and at least one special character and one number.",
                "ann | passw1 | a@b.de | Password must contain letters and at least one special character and one number.",
                "ann | pass1! |  | Email address needed.",
                "ann | pass1! | nobody | Email address is invalid.",
                "ann | pass1! | a@b | Email address is invalid.",
                "ann | pass1! | a b@c.de | Email address is invalid.",
                "a! | pa |  | User name must be between 3 and 32 characters.",
                "a-b | pa |  | Usernames may contain letters, special characters and numbers.",
                "ann | pa |  | Password must be between 5 and 60 characters long.",
            })
    void refuses(String name, String password, String email, String message) {
        assertThatThrownBy(() -> check(SOCKEYS, name, password, email))
                .isInstanceOfSatisfying(
                        AuthException.class, e -> assertThat(e.kind()).isEqualTo(AuthException.Kind.INVALID))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ann | pass1! | a@b.de",
                "ANN!@#$%^&*9 | a1!ü日本 and spaces \" are fine | first.last+tag@mail.example.org"
            })
    void accepts(String name, String password, String email) {
        assertThatCode(() -> check(SOCKEYS, name, password, email)).doesNotThrowAnyException();
    }

    @Test
    void rulesAreToldBeforeTheyAreBroken() {
        assertThat(new AuthRules(SOCKEYS).texts())
                .isEqualTo(new RuleTexts(
                        true,
                        "3 to 32 characters: letters from A to Z, digits and !@#$%^&*.",
                        "5 to 60 characters, at least one of them a digit and one of !@#$%^&*.",
                        "Required."));
        AuthSettings others = new AuthSettings(
                false,
                Duration.ofDays(1),
                Duration.ofDays(365),
                new Length(1, 5),
                new Length(8, 99),
                false,
                true,
                false);
        assertThat(new AuthRules(others).texts())
                .isEqualTo(new RuleTexts(
                        false,
                        "1 to 5 characters: letters from A to Z, digits and !@#$%^&*.",
                        "8 to 99 characters.",
                        "Optional."));
    }

    @Test
    void rulesAreSettings() {
        AuthSettings loose = new AuthSettings(
                false, Duration.ofDays(1), Duration.ofDays(365), new Length(1, 5), new Length(1, 3), false, true, true);
        assertThatCode(() -> check(loose, "a", "p", null)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(loose, "abcdef", "p", null))
                .hasMessage("User name must be between 1 and 5 characters.");
        assertThatThrownBy(() -> check(loose, "a", "pppp", null))
                .hasMessage("Password must be between 1 and 3 characters long.");
    }

    @Test
    void lengthsCountCharactersAndNotTheirHalves() {
        AuthSettings three = new AuthSettings(
                false, Duration.ofDays(1), Duration.ofDays(365), new Length(1, 5), new Length(3, 3), false, true, true);
        assertThatCode(() -> check(three, "a", "😀😀😀", null)).doesNotThrowAnyException();
    }
}
