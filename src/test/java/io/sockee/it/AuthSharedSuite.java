package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.databases.TestDatabase;
import io.sockee.spec.client.Stopwatch;
import java.time.Duration;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same with a database that other servers may share, and that the application has entities in. */
abstract class AuthSharedSuite extends AuthSuite {
    private final TestDatabase database;

    AuthSharedSuite(TestDatabase database) {
        this.database = database;
    }

    static WebArchive war(TestDatabase database) {
        String unit = Deployments.text("it/tx/persistence.xml")
                .replace("java:comp/DefaultDataSource", Deployments.dataSource(database))
                .replace("<class>io.sockee.it.tx.Note</class>", "");
        return AuthSuite.war(database)
                .addPackage("io.sockee.it.parcels")
                .addAsResource(new StringAsset(unit), "META-INF/persistence.xml")
                .addAsLibraries(TransactionsIT.libraries());
    }

    @Nested
    @DisplayName("beside entities")
    class Entities extends TransactionEntities {}

    @Test
    @Tag("smoke")
    @DisplayName("keeps its users there")
    void keeps() {
        try (Client stella = Client.join("/")) {
            register(stella, "Stella");
        }
        assertThat(database.shared().rows("select name from users where name = 'Stella'"))
                .containsExactly("Stella");
    }

    @Test
    @Tag("smoke")
    @DisplayName("ends the sockets of a login within a second that another server has ended")
    void elsewhere() {
        try (Client olga = Client.join("/");
                Client petra = Client.join("/")) {
            register(olga, "Olga");
            register(petra, "Nobody");
            Stopwatch took = Stopwatch.start();
            // As another server does, on a logout, a new password, or when a user is disabled.
            database.shared()
                    .execute("delete from user_keys where user_id = (select id from users where name = 'Olga')");
            assertThat(olga.socket().next()).isEqualTo("41");
            took.assertLessThan(Duration.ofSeconds(1));
            assertThat(petra.call("mine")).isEqualTo(Client.ok("'hello Nobody'"));
        }
    }
}
