package io.sockee.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.databases.DatabaseAddress;
import io.sockee.databases.MariaDbClient;
import io.sockee.databases.NeedsDatabase;
import io.sockee.databases.StoredEntities;
import io.sockee.databases.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code scripts/move-from-sockey.sql}, run as its users run it. */
@Tag("no-server")
@NeedsDatabase(TestDatabase.MARIADB)
@DisplayName("Moving from Sockey")
class MovingFromSockeyIT {
    private static final Instant REGISTERED = Instant.parse("2016-04-17T19:44:00Z");
    private static final Instant LOGGED_IN = Instant.parse("2016-04-18T10:00:00Z");
    private static final String TOKEN = "Kc3.1/aT5bkjXVrm0pQ8ZuJt6yOe2WxI"; // 32 characters, as Sockey's are

    private final DatabaseAddress sockee = TestDatabase.MARIADB.migrated();
    private final DatabaseAddress sockey = TestDatabase.MARIADB.create();
    private StoredEntities entities;
    private Identity identity;

    @BeforeEach
    void open() {
        // The tables as Sockey's own script makes them.
        sockey.execute("""
                create table users (
                  id int(255) not null auto_increment primary key,
                  name varchar(64) not null,
                  email varchar(128) default null,
                  password varchar(128) not null,
                  date_register int(10) not null
                ) engine=InnoDB default charset=latin1;
                create table user_keys (
                  user_id int(255) not null,
                  tokey varchar(255) not null,
                  persistent tinyint(1) not null default '1',
                  insdate int(11) not null,
                  unique key user_id (user_id),
                  constraint fk_user_keys_users foreign key (user_id) references users (id)
                ) engine=InnoDB default charset=latin1;
                """);
        entities = new StoredEntities(sockee, Identity.entities());
        identity = IdentityFixture.in(entities, Clock.fixed(LOGGED_IN.plusSeconds(60), ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        entities.close();
    }

    private void user(int id, String name, String password) {
        sockey.execute("insert into users values (" + id + ", '" + name + "', " + (id % 2 == 0 ? "null" : "'a@x.org'")
                + ", '" + password + "', " + REGISTERED.getEpochSecond() + ");\n");
    }

    private static String bcrypt(String version, String password) {
        byte[] salt = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        return OpenBSDBCrypt.generate(version, password.toCharArray(), salt, 10);
    }

    private void login(int id, String token, boolean persistent) {
        sockey.execute("insert into user_keys values (" + id + ", '" + token + "', " + (persistent ? 1 : 0) + ", "
                + LOGGED_IN.getEpochSecond() + ");\n");
    }

    private MariaDbClient.Run move() throws IOException {
        String script = Files.readString(Path.of(System.getProperty("basedir", ""), "scripts/move-from-sockey.sql"));
        return MariaDbClient.run(sockee, script.replace("sockeydb", sockey.name()));
    }

    @Test
    @DisplayName("keeps users, passwords and tokens; a login replaces the bcrypt hash")
    void moves() throws IOException {
        user(7, "Ann", bcrypt("2a", "secret1!"));
        user(8, "bob", bcrypt("2b", "other2#"));
        login(7, TOKEN, true);
        login(8, TOKEN.toLowerCase(Locale.ROOT), false);
        MariaDbClient.Run run = move();
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("USERS NOW\tLOGINS NOW\n2\t2\n").doesNotContain("TAKEN", "WITHOUT");

        entities.validate();
        assertThat(sockee.rows(
                        "select id, name, name_folded, email, date_register, disabled + 0 from users order by id"))
                .containsExactly(
                        "7|Ann|ann|a@x.org|2016-04-17 19:44:00.000000|0",
                        "8|bob|bob|null|2016-04-17 19:44:00.000000|0");
        assertThat(sockee.rows("select user_id, persistent + 0, insdate, previous_tokey from user_keys order by id"))
                .containsExactly("7|1|2016-04-18 10:00:00.000000|null", "8|0|2016-04-18 10:00:00.000000|null");
        assertThat(identity.logins().check("ann", TOKEN).renewed()).isEmpty();
        assertThat(identity.logins()
                        .check("bob", TOKEN.toLowerCase(Locale.ROOT))
                        .login()
                        .left())
                .contains(Duration.ofDays(1).minusSeconds(60));
        assertThatThrownBy(() -> identity.logins().check("bob", TOKEN)).hasMessage("User not found.");

        identity.login("ANN", "secret1!", Optional.empty(), "a");
        assertThat(sockee.value("select password from users where id = 7")).startsWith("$argon2id$");
        identity.login("ann", "secret1!", Optional.empty(), "a");
        assertThatThrownBy(() -> identity.login("bob", "secret1!", Optional.empty(), "a"))
                .hasMessage("User not found.");
        assertThat(identity.register("carl", "secret1!", null, Optional.empty(), "a")
                        .login()
                        .user()
                        .id())
                .isEqualTo("9");
    }

    @Test
    @DisplayName("stops, and says whom it is about, where names differ in case only; nothing has been moved")
    void refuses() throws IOException {
        user(1, "ann", bcrypt("2a", "secret1!"));
        user(2, "bob", bcrypt("2a", "secret1!"));
        user(3, "ANN", bcrypt("2a", "secret1!"));
        MariaDbClient.Run run = move();
        assertThat(run.exit()).isNotZero();
        assertThat(run.output())
                .contains("TAKEN MORE THAN ONCE\tusers\nann\t1 ann,3 ANN\n")
                .contains("Duplicate entry 'ann' for key 'users_name'");
        assertThat(sockee.value("select count(*) from users")).isEqualTo("0");
    }

    @Test
    @DisplayName("leaves those behind who have no hash that anybody could log in with, and names them")
    void leaves() throws IOException {
        user(1, "ann", bcrypt("2a", "secret1!"));
        user(2, "ghost", "");
        login(2, TOKEN, true);
        MariaDbClient.Run run = move();
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("WITHOUT A BCRYPT HASH\tname\n2\tghost\n");
        assertThat(sockee.rows("select name from users")).containsExactly("ann");
        assertThat(sockee.rows("select user_id from user_keys")).isEmpty();
    }

    @Test
    @DisplayName("can be done once")
    void once() throws IOException {
        user(1, "ann", bcrypt("2a", "secret1!"));
        assertThat(move().exit()).isZero();
        assertThat(move().exit()).isNotZero();
        assertThat(sockee.value("select count(*) from users")).isEqualTo("1");
    }
}
