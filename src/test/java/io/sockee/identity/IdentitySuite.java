package io.sockee.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.databases.DatabaseAddress;
import io.sockee.databases.StoredEntities;
import io.sockee.databases.TestDatabase;
import io.sockee.identity.AuthException.Kind;
import io.sockee.identity.AuthSettings.Length;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users and their logins, on a database and a clock of the test's own. */
abstract class IdentitySuite {
    private static final Duration TIMEOUT = Duration.ofHours(1);
    private static final String PASSWORD = "secret1!";

    /** {@link PasswordHasherTest} has the one that is delivered, and {@link AuthTimingTest} how long it takes. */
    private static final PasswordHasher QUICK_HASHER = new PasswordHasher(new SecureRandom(), 2, 4, 64);

    private static final Optional<Boolean> REMEMBERED = Optional.of(true);
    private static final Optional<Boolean> FORGOTTEN = Optional.of(false);

    private final DatabaseAddress database;
    private final StoredEntities entities;
    private final List<Long> ended = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private Duration remembered = Duration.ofDays(365);
    private Identity identity;

    IdentitySuite(TestDatabase product) {
        database = product.migrated();
        entities = new StoredEntities(database, Identity.entities());
        identity = identity(true, true);
    }

    private Identity identity(boolean oneSession, boolean registration) {
        InstantSource clock = () -> now;
        AuthSettings settings = new AuthSettings(
                false, TIMEOUT, remembered, new Length(3, 32), new Length(5, 60), true, oneSession, registration);
        return new Identity(
                settings,
                new Identity.Limits(2, 4, 8, 3, 5),
                entities,
                new SecureRandom(),
                clock.withZone(ZoneOffset.UTC),
                ended::addAll,
                QUICK_HASHER);
    }

    @AfterEach
    void close() {
        entities.close();
    }

    private Issued register(String name) {
        return identity.register(name, PASSWORD, null, Optional.empty(), "a");
    }

    /** Whether the one login there is is remembered. */
    private boolean remembered() {
        assertThat(database.value("select count(*) from user_keys")).isEqualTo("1");
        return database.value("select count(*) from user_keys where persistent = true")
                .equals("1");
    }

    private static void assertRefused(ThrowingCallable call, Kind kind, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AuthException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessage(message);
    }

    private void assertUnknown(ThrowingCallable call) {
        assertRefused(call, Kind.UNAUTHENTICATED, "User not found.");
    }

    @Test
    void whoIsCheckedAgainNeedsThePasswordThatCountsNow() {
        Issued ann = register("Ann");
        assertThat(identity.verify("ann", PASSWORD, "a")).isEqualTo(ann.login().user());
        assertThat(identity.verify("ann", PASSWORD, "a")).isEqualTo(ann.login().user());
        assertUnknown(() -> identity.verify("ann", PASSWORD + "!", "a"));
        Issued changed = identity.changePassword("ann", PASSWORD, "other2#", "a");
        assertUnknown(() -> identity.verify("ann", PASSWORD, "b"));
        assertThat(identity.verify("ann", "other2#", "c")).isEqualTo(ann.login().user());
        identity.logins().disable(Long.parseLong(changed.login().user().id()), true);
        assertUnknown(() -> identity.verify("ann", "other2#", "d"));
    }

    @Test
    void whoIsCheckedAgainAndAgainDoesNotHideThatOthersGuess() {
        register("Ann");
        identity.verify("ann", PASSWORD, "a");
        for (int i = 0; i < 3; i++) {
            String elsewhere = "b" + i;
            assertUnknown(() -> identity.verify("ann", "wrong1!", elsewhere));
            if (i < 2) {
                identity.verify("ann", PASSWORD, "a");
            }
        }
        assertRefused(
                () -> identity.verify("ann", "wrong2!", "c"),
                Kind.THROTTLED,
                "Too many attempts. Try again in a minute.");
    }

    @Test
    void anEndIsSeenByOthers() {
        Issued ann = register("Ann");
        Issued bob = register("Bob");
        List<Long> both = List.of(ann.login().id(), bob.login().id());
        assertThat(identity.logins().endedAmong(both)).isEmpty();
        identity.logins().logout("ann", ann.token());
        assertThat(identity.logins().endedAmong(both))
                .containsExactly(ann.login().id());
        assertThat(identity.logins().endedAmong(List.of())).isEmpty();
    }

    @Test
    void aTokenIsKnownByItsDigestAlone() {
        Issued ann = register("Ann");
        assertThat(identity.logins().check("ann", ann.token()).login().user().name())
                .isEqualTo("Ann");
        assertThat(identity.logins().check(null, ann.token()).login().id())
                .isEqualTo(ann.login().id());
        assertThat(database.value("select tokey from user_keys"))
                .isEqualTo(Token.digest(ann.token()))
                .doesNotContain(ann.token());
        assertThat(database.value("select password from users")).startsWith("$argon2id$");
        assertUnknown(() -> identity.logins().check("bob", ann.token()));
        assertUnknown(() -> identity.logins().check("ann", Token.digest(ann.token())));
    }

    @Test
    void namesAreUniqueWhateverTheirCase() {
        register("Ann");
        assertRefused(() -> register("aNN"), Kind.TAKEN, "User name already in use.");
        assertThat(database.value("select count(*) from users")).isEqualTo("1");
    }

    @Test
    void registrationMayBeClosed() {
        identity = identity(true, false);
        assertRefused(() -> register("ann"), Kind.FORBIDDEN, "Registration is closed.");
    }

    @Test
    void aLoginEndsTheOthersWhereThereIsToBeOne() {
        Issued first = register("ann");
        Issued second = identity.login("ann", PASSWORD, Optional.empty(), "a");
        assertThat(ended).containsExactly(first.login().id());
        assertUnknown(() -> identity.logins().check("ann", first.token()));
        identity = identity(false, true);
        identity.login("ann", PASSWORD, Optional.empty(), "a");
        assertThat(ended).hasSize(1);
        assertThat(identity.logins().check("ann", second.token()).renewed()).isEmpty();
    }

    @Test
    void whetherToRememberIsKeptWhereItIsNotSaid() {
        register("ann");
        assertThat(remembered()).isTrue();
        identity.login("ann", PASSWORD, FORGOTTEN, "a");
        assertThat(remembered()).isFalse();
        identity.login("ann", PASSWORD, Optional.empty(), "a");
        assertThat(remembered()).isFalse();
        identity.login("ann", PASSWORD, REMEMBERED, "a");
        assertThat(remembered()).isTrue();
    }

    @Test
    void aRememberedTokenIsRenewedAndTheOldOneLivesOnForAMinute() {
        Issued ann = register("ann");
        now = now.plus(TIMEOUT);
        Checked checked = identity.logins().check("ann", ann.token());
        String fresh = checked.renewed().orElseThrow();
        assertThat(checked.login().id())
                .as("the same login")
                .isEqualTo(ann.login().id());
        assertThat(identity.logins().check("ann", fresh).renewed()).isEmpty();
        now = now.plusSeconds(59);
        assertThat(identity.logins().check("ann", ann.token()).renewed()).isEmpty();
        assertThat(identity.logins().check("ann", fresh).renewed()).isEmpty();
        now = now.plusSeconds(1);
        assertUnknown(() -> identity.logins().check("ann", ann.token()));
        assertThat(identity.logins().check("ann", fresh).renewed()).isEmpty();
    }

    @Test
    void aTokenWhoseSuccessorGotLostGoesOnAndIsRenewedAgain() {
        Issued ann = register("ann");
        now = now.plus(TIMEOUT);
        String lost = identity.logins().check("ann", ann.token()).renewed().orElseThrow();
        now = now.plusSeconds(59);
        assertThat(identity.logins().check("ann", ann.token()).renewed())
                .as("the new one may be on its way")
                .isEmpty();
        now = now.plus(Duration.ofDays(30));
        Checked checked = identity.logins().check("ann", ann.token());
        String fresh = checked.renewed().orElseThrow();
        assertThat(checked.login().id()).isEqualTo(ann.login().id());
        assertUnknown(() -> identity.logins().check("ann", lost));
        assertThat(identity.logins().check("ann", fresh).renewed()).isEmpty();
        now = now.plusSeconds(60);
        assertUnknown(() -> identity.logins().check("ann", ann.token()));
        now = now.plus(TIMEOUT);
        assertThat(identity.logins().check("ann", fresh).renewed()).isPresent();
    }

    @Test
    void aRememberedLoginIsForgottenWhenNobodyHasUsedItForLong() {
        remembered = Duration.ofDays(10);
        identity = identity(false, true);
        Issued ann = register("ann");
        now = now.plus(remembered).minusSeconds(1);
        String fresh = identity.logins().check("ann", ann.token()).renewed().orElseThrow();
        Issued other = identity.login("ann", PASSWORD, REMEMBERED, "a");
        now = now.plus(remembered);
        assertRefused(() -> identity.logins().check("ann", fresh), Kind.UNAUTHENTICATED, "Logged out.");
        assertThat(ended).containsExactly(ann.login().id());
        now = now.plusSeconds(1);
        assertThat(identity.logins().purge()).isEqualTo(1);
        assertThat(ended).containsExactly(ann.login().id(), other.login().id());
        assertThat(database.value("select count(*) from user_keys")).isEqualTo("0");
    }

    @Test
    void aRememberedLoginIsForEverWhereThatIsSaid() {
        remembered = Duration.ZERO;
        identity = identity(true, true);
        Issued ann = register("ann");
        now = now.plus(Duration.ofDays(10_000));
        assertThat(identity.logins().purge()).isZero();
        assertThat(identity.logins().check("ann", ann.token()).renewed()).isPresent();
    }

    @Test
    void aNameIsItsOwnWhateverTheDatabaseTakesForTheSame() {
        register("jose");
        for (String name : List.of("jos\u00e9", "jose ", "j\u00f6se", "jose\u0301")) {
            assertUnknown(() -> identity.login(name, PASSWORD, Optional.empty(), name));
        }
        identity.login("JOSE", PASSWORD, Optional.empty(), "a");
    }

    @Test
    void whatEndsIsNotedForOtherServersForAnHour() {
        identity = identity(false, true);
        Issued ann = register("ann");
        Issued bob = register("bob");
        Issued eve = register("eve");
        LoginWatch watch = identity.logins().watch();
        List<Long> live =
                LongStream.rangeClosed(1, 2L * LoginWatch.SLICE).boxed().toList();
        Set<Long> unused = watch.look(live); // everything, once
        identity.logins().logout("ann", ann.token());
        identity.logins().logoutEverywhere(Long.parseLong(bob.login().user().id()));
        now = now.plusSeconds(2);
        assertThat(watch.look(live))
                .contains(ann.login().id(), bob.login().id())
                .doesNotContain(eve.login().id());
        assertThat(database.value("select count(*) from user_key_ends")).isEqualTo("2");
        now = now.plus(Duration.ofHours(1));
        assertThat(identity.logins().purge()).isZero();
        assertThat(database.value("select count(*) from user_key_ends")).isEqualTo("0");
    }

    @Test
    void aLogoutByEitherTokenEndsBoth() {
        Issued ann = register("ann");
        now = now.plus(TIMEOUT);
        String fresh = identity.logins().check("ann", ann.token()).renewed().orElseThrow();
        identity.logins().logout("ann", ann.token());
        assertThat(ended).containsExactly(ann.login().id());
        assertUnknown(() -> identity.logins().check("ann", fresh));
        assertUnknown(() -> identity.logins().logout("ann", fresh));
    }

    @Test
    void aTokenIsSeenWithoutATrace() {
        Issued ann = register("ann");
        assertThat(identity.logins().see("ann", ann.token()).isPending()).isFalse();
        now = now.plus(TIMEOUT);
        for (int i = 0; i < 2; i++) {
            Seen seen = identity.logins().see("ann", ann.token());
            assertThat(seen.isPending()).as("to be renewed").isTrue();
            assertThat(seen.login().id()).isEqualTo(ann.login().id());
        }
        String fresh = identity.logins().check("ann", ann.token()).renewed().orElseThrow();
        for (int i = 0; i < 2; i++) {
            assertThat(identity.logins().see("ann", fresh).isPending())
                    .as("not shown before")
                    .isTrue();
        }
        now = now.plusSeconds(59);
        assertThat(identity.logins().check("ann", fresh).renewed()).isEmpty();
        assertThat(identity.logins().see("ann", fresh).isPending()).isFalse();
        now = now.plusSeconds(59);
        assertThat(identity.logins().see("ann", ann.token()).isPending())
                .as("good for a minute since the new one was shown")
                .isFalse();
        assertUnknown(() -> identity.logins().see("bob", fresh));
    }

    @Test
    void aTokenThatIsPastItsTimeEndsWhereItIsSeen() {
        register("ann");
        Issued ann = identity.login("ann", PASSWORD, FORGOTTEN, "a");
        ended.clear();
        now = now.plus(TIMEOUT);
        assertRefused(() -> identity.logins().see("ann", ann.token()), Kind.UNAUTHENTICATED, "Logged out.");
        assertThat(ended).containsExactly(ann.login().id());
    }

    @Test
    void aTokenThatIsNotToBeRememberedEnds() {
        register("ann");
        Issued ann = identity.login("ann", PASSWORD, FORGOTTEN, "a");
        ended.clear();
        now = now.plusSeconds(600);
        assertThat(identity.logins().check("ann", ann.token()).login().left()).contains(TIMEOUT.minusSeconds(600));
        now = now.plus(TIMEOUT);
        assertRefused(() -> identity.logins().check("ann", ann.token()), Kind.UNAUTHENTICATED, "Logged out.");
        assertThat(ended).containsExactly(ann.login().id());
        assertUnknown(() -> identity.logins().check("ann", ann.token()));
    }

    @Test
    void whatIsPastIsPurgedAndNothingElse() {
        identity = identity(false, true);
        register("ann");
        identity.login("ann", PASSWORD, FORGOTTEN, "a");
        now = now.plus(TIMEOUT).plusSeconds(1);
        identity.login("ann", PASSWORD, FORGOTTEN, "a");
        assertThat(identity.logins().purge()).isEqualTo(1);
        assertThat(database.value("select count(*) from user_keys")).isEqualTo("2");
    }

    @Test
    void aNewPasswordEndsEveryLogin() {
        Issued ann = register("ann");
        assertRefused(
                () -> identity.changePassword("ann", PASSWORD, "short", "a"),
                Kind.INVALID,
                "Password must contain letters and at least one special character and one number.");
        Issued changed = identity.changePassword("ann", PASSWORD, "other2#", "a");
        assertThat(ended).containsExactly(ann.login().id());
        assertThat(identity.logins().check("ann", changed.token()).renewed()).isEmpty();
        assertUnknown(() -> identity.login("ann", PASSWORD, Optional.empty(), "a"));
        identity.login("ann", "other2#", Optional.empty(), "a");
    }

    @Test
    void whoIsDisabledIsUnknown() {
        Issued ann = register("ann");
        long id = Long.parseLong(ann.login().user().id());
        identity.logins().disable(id, true);
        assertThat(ended).containsExactly(ann.login().id());
        assertUnknown(() -> identity.login("ann", PASSWORD, Optional.empty(), "a"));
        identity.logins().disable(id, false);
        identity.login("ann", PASSWORD, Optional.empty(), "a");
        assertUnknown(() -> identity.logins().disable(id + 1, true));
    }

    @Test
    void unknownNamesAndWrongPasswordsAreThrottledAlike() {
        register("ann");
        for (String name : List.of("ann", "bob")) {
            for (int i = 0; i < 3; i++) {
                assertUnknown(() -> identity.login(name, "wrong1!", Optional.empty(), name));
            }
            assertRefused(
                    () -> identity.login(name, PASSWORD, Optional.empty(), "elsewhere"),
                    Kind.THROTTLED,
                    "Too many attempts. Try again in a minute.");
        }
        for (int i = 0; i < 5; i++) {
            String name = "n" + i;
            assertUnknown(() -> identity.login(name, "wrong1!", Optional.empty(), "one"));
        }
        assertRefused(
                () -> identity.login("carl", PASSWORD, Optional.empty(), "one"),
                Kind.THROTTLED,
                "Too many attempts. Try again in a minute.");
    }

    @Test
    void whatNobodyCanBeCalledIsUnknown() {
        for (String name : List.of("x".repeat(100_000), "a\0b", "\n")) {
            assertUnknown(() -> identity.login(name, PASSWORD, Optional.empty(), name.substring(0, 1)));
        }
        register("ann");
        assertUnknown(() -> identity.login("ann", "x".repeat(1_000_000), Optional.empty(), "b"));
    }

    @Test
    void sockeysHashesStillLogInAndAreReplaced() {
        byte[] salt = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        String hash = OpenBSDBCrypt.generate("2a", PASSWORD.toCharArray(), salt, 4);
        database.execute("insert into users (name, name_folded, password, date_register) values ('Old', 'old', '" + hash
                + "', current_timestamp)");
        identity.login("old", PASSWORD, Optional.empty(), "a");
        assertThat(database.value("select password from users")).startsWith("$argon2id$");
        identity.login("old", PASSWORD, Optional.empty(), "a");
    }
}
