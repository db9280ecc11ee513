package io.sockee.boot;

import io.sockee.admin.AdminOptions;
import io.sockee.admin.AdminOptions.Login;
import io.sockee.admin.AdminOptions.Window;
import io.sockee.engineio.EngineSettings;
import io.sockee.identity.Bcrypt;
import io.sockee.session.LiveSession;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of the admin UI. */
final class AdminSettings {
    /** A comparison takes seconds from there on. */
    private static final int HIGHEST_COST = 14;

    private static final int MOST_MESSAGES = 1_000;
    private static final long LARGEST_LIST = 2_097_152;

    /** The event by which clients have a token tested. */
    private static final String KEY_TEST = "keytest";

    private final String mode;
    private final Optional<Login> login;
    private final boolean readOnly;
    private final long sessionSeconds;
    private final int maxSockets;
    private final String serverId;
    private final Set<String> secretEvents;
    private final Window window;

    /**
     * Reads and checks them.
     *
     * @param engine says what may wait for one client
     * @throws io.sockee.routing.DeploymentException when one is wrong, with its name
     */
    AdminSettings(SettingValues values, EngineSettings engine) {
        mode = values.oneOf(Setting.ADMIN_MODE, "off", "development", "production");
        login = login(values, mode.equals("off") || (mode.equals("development") && values.dev()));
        readOnly = values.flag(Setting.ADMIN_READ_ONLY);
        sessionSeconds = values.number(Setting.ADMIN_SESSION_TIMEOUT, "seconds", 60, 31_536_000);
        maxSockets = (int) values.number(Setting.ADMIN_MAX_SOCKETS, 1, 100_000);
        serverId = values.text(Setting.ADMIN_SERVER_ID);
        if (!serverId.matches("[\\p{Graph} ]{0,100}")) {
            throw SettingValues.bad(Setting.ADMIN_SERVER_ID, serverId, "up to 100 characters of ASCII");
        }
        secretEvents = secretEvents(values);
        // Together less than may wait for one client, which is closed or loses messages beyond that.
        window = new Window(
                Math.max(1, Math.min(MOST_MESSAGES, engine.maxQueuedMessages() / 4)),
                Math.min(LARGEST_LIST / 4, engine.maxQueuedBytes() / 8),
                Math.min(LARGEST_LIST, engine.maxQueuedBytes() / 2));
    }

    /** Those that bring names and passwords, or tokens. */
    private static Set<String> secretEvents(SettingValues values) {
        return Stream.of(
                        values.text(Setting.AUTH_EVENT),
                        values.text(Setting.AUTHENTICATION_EVENT),
                        KEY_TEST,
                        LiveSession.EVENT)
                .flatMap(event -> Stream.of(
                        event, event + values.text(Setting.DATA_SUFFIX), event + values.text(Setting.ERROR_SUFFIX)))
                .collect(Collectors.toSet());
    }

    private static Optional<Login> login(SettingValues values, boolean mayLack) {
        String name = values.text(Setting.ADMIN_USERNAME);
        String hash = values.text(Setting.ADMIN_PASSWORD);
        if (hash.isEmpty() && mayLack) {
            return Optional.empty();
        }
        if (hash.isEmpty()) {
            throw SettingValues.bad(
                    Setting.ADMIN_PASSWORD,
                    "",
                    "the bcrypt hash of a password: without one, the admin UI is open to everybody, which is possible"
                            + " with sockee.admin.mode=development in the profile dev alone");
        }
        OptionalInt cost = Bcrypt.cost(hash);
        // What was said instead is not told: it may be the password.
        if (cost.isEmpty()) {
            throw SettingValues.bad(
                    Setting.ADMIN_PASSWORD,
                    "(hidden)",
                    "the bcrypt hash of the password, not the password itself: 60 characters that begin with $2a$, $2b$ or"
                            + " $2y$, as 'htpasswd -nBC 10 admin' writes them behind the colon");
        }
        if (cost.getAsInt() > HIGHEST_COST) {
            throw SettingValues.bad(
                    Setting.ADMIN_PASSWORD,
                    "(hidden)",
                    "a bcrypt hash with a cost up to " + HIGHEST_COST + ": with " + cost.getAsInt()
                            + ", each login would take seconds of a processor");
        }
        if (name.isEmpty()) {
            throw SettingValues.bad(Setting.ADMIN_USERNAME, "", "the name that goes with sockee.admin.password");
        }
        return Optional.of(new Login(name, hash));
    }

    /** Whether there is an admin UI. */
    boolean isOn() {
        return !mode.equals("off");
    }

    /** Whether whoever reaches the server may use it. */
    boolean isOpen() {
        return isOn() && login.isEmpty();
    }

    /** What it may see and do.
     *
     * @param ownId by what this server is called where no setting says it
     */
    AdminOptions options(String ownId) {
        return new AdminOptions(
                mode.equals("development"),
                readOnly,
                login,
                serverId.isEmpty() ? ownId : serverId,
                maxSockets,
                sessionSeconds,
                secretEvents,
                window);
    }
}
