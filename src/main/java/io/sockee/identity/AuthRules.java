package io.sockee.identity;

import io.sockee.identity.AuthSettings.Length;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What names, passwords and addresses may be. The order of the checks, and the messages, are Sockey's. */
final class AuthRules {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9!@#$%^&*]*");
    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}.]+(\\.[^@\\s\\p{Cntrl}.]+)+");
    private static final int MAX_EMAIL = 128;
    private static final String SPECIAL = "!@#$%^&*";

    private final AuthSettings settings;

    AuthRules(AuthSettings settings) {
        this.settings = settings;
    }

    /** The same rules before they are broken. */
    RuleTexts texts() {
        return new RuleTexts(
                settings.registration(),
                text(settings.name()) + ": letters from A to Z, digits and " + SPECIAL + ".",
                text(settings.password())
                        + (settings.composition() ? ", at least one of them a digit and one of " + SPECIAL + "." : "."),
                settings.emailRequired() ? "Required." : "Optional.");
    }

    private static String text(Length length) {
        return length.min() + " to " + length.max() + " characters";
    }

    /** Checks what somebody wants to register with. */
    void checkRegistration(String name, String password, @Nullable String email) {
        Length names = settings.name();
        if (!names.holds(name)) {
            throw AuthException.invalid(
                    "User name must be between " + names.min() + " and " + names.max() + " characters.");
        }
        if (!NAME.matcher(name).matches()) {
            throw AuthException.invalid("Usernames may contain letters, special characters and numbers.");
        }
        checkPassword(password);
        if (email == null || email.isEmpty()) {
            if (settings.emailRequired()) {
                throw AuthException.invalid("Email address needed.");
            }
        } else if (email.length() > MAX_EMAIL || !EMAIL.matcher(email).matches()) {
            throw AuthException.invalid("Email address is invalid.");
        }
    }

    /** Checks a password that is to be set. */
    void checkPassword(String password) {
        Length passwords = settings.password();
        if (!passwords.holds(password)) {
            throw AuthException.invalid(
                    "Password must be between " + passwords.min() + " and " + passwords.max() + " characters long.");
        }
        boolean digit = password.chars().anyMatch(c -> c >= '0' && c <= '9');
        boolean special = password.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0);
        if (settings.composition() && !(digit && special)) {
            throw AuthException.invalid(
                    "Password must contain letters and at least one special character and one number.");
        }
    }
}
