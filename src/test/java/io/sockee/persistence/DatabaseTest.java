package io.sockee.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of a schema, on a database that is there or away. What servers add to this is tested on them. */
@DisplayName("A database")
class DatabaseTest {
    private static final String FOLDER = "io/sockee/persistence/things";
    private static final Schema THINGS = new Schema(FOLDER, "things_history", List.of("V1__things.sql"));

    @Entity
    @Table(name = "things")
    static class Thing {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Column(nullable = false, length = 20)
        String name;
    }

    private Database database;

    @BeforeEach
    void begin(TestInfo test) {
        StandIn.begin(test.getTestMethod().orElseThrow().getName() + System.nanoTime());
        database = new Database(List.of(Thing.class), THINGS);
    }

    @AfterEach
    void end() {
        database.close();
        StandIn.end();
    }

    private static Long count(Entities database) {
        return database.call(entities -> entities.createQuery("select count(t) from DatabaseTest$Thing t", Long.class)
                .getSingleResult());
    }

    @ParameterizedTest(name = "status {0}")
    @ValueSource(ints = {Status.STATUS_NO_TRANSACTION, Status.STATUS_ACTIVE})
    @DisplayName(
            "that is away is told of as such, in the caller's transaction and without one; later it is asked again")
    void away(int status) {
        assertThat(count(database)).isZero();
        StandIn.away(true);
        StandIn.status(status);
        assertThatThrownBy(() -> count(database))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessage("The database cannot be reached: Connection refused");
        StandIn.away(false);
        StandIn.status(status);
        assertThat(count(database)).isZero();
    }

    @Test
    @DisplayName("whose commit fails has done it or not, which nobody knows, unless it says itself that it has not")
    void commitFails() {
        assertThat(count(database)).isZero();
        StandIn.breaks(new SQLException("Connection reset", "08006"));
        assertThatThrownBy(() -> count(database)).isInstanceOf(OutcomeUnknownException.class);
        StandIn.breaks(new RollbackException("the server does not say why"));
        assertThatThrownBy(() -> count(database)).isInstanceOf(OutcomeUnknownException.class);
        StandIn.breaks(new SQLException("disk full", "53100"));
        assertThatThrownBy(() -> count(database)).isInstanceOf(DatabaseUnavailableException.class);
        StandIn.breaks(null);
        assertThat(count(database)).isZero();
    }

    @Test
    @DisplayName(
            "whose transaction was rolled back before its commit, as by the server's time-out, has done nothing, and says so")
    void rolledBack() {
        assertThatThrownBy(() -> database.call(entities -> {
                    StandIn.status(Status.STATUS_MARKED_ROLLBACK);
                    return "as if it were done";
                }))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    @DisplayName("has tables of other schemas beside Sockee's, each with its own history")
    void schemas() throws SQLException {
        try (Database sockees = new Database(List.of())) {
            Object unused = sockees.open();
            assertThat(count(database)).isZero();
            assertThat(tables()).contains("sockee_schema_history", "users", "things_history", "things");
        }
    }

    private static List<String> tables() throws SQLException {
        try (Connection connection = StandIn.connection();
                ResultSet tables = connection
                        .createStatement()
                        .executeQuery(
                                "select table_name from information_schema.tables where table_schema = 'PUBLIC'")) {
            List<String> names = new ArrayList<>();
            while (tables.next()) {
                names.add(tables.getString(1).toLowerCase(Locale.ROOT));
            }
            return names;
        }
    }

    @Test
    @DisplayName("is not touched when there are fewer migrations than a schema has")
    void incomplete() throws SQLException {
        try (Database other = new Database(
                List.of(Thing.class),
                new Schema(FOLDER, "things_history", List.of("V1__things.sql", "V2__hidden.sql")))) {
            assertThatThrownBy(other::open)
                    .isInstanceOf(SchemaException.class)
                    .hasMessage("Only 1 of 2 migrations were found at classpath:" + FOLDER
                            + "/h2: the class path is incomplete.");
            assertThat(tables()).isEmpty();
        }
    }
}
