package io.sockee.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.databases.DatabaseAddress;
import io.sockee.databases.Link;
import io.sockee.databases.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The drivers, and a database that has gone silent, or that has been told to isolate transactions otherwise. */
@Tag("no-server")
class ImpatientSourceIT {

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "POSTGRESQL"})
    void aQuestionThatIsNotAnsweredFailsAfterAWhile(TestDatabase product) throws Exception {
        DatabaseAddress database = product.create();
        try (Link link = Link.to(database.port())) {
            link.open();
            ImpatientSource source = new ImpatientSource(database.by(link).source(), false, Duration.ofMillis(300));
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThat(statement.execute("select 1")).isTrue();
                link.clog();
                long before = System.nanoTime();
                assertThatThrownBy(() -> statement.execute("select 1"))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).startsWith("08"));
                assertThat(Duration.ofNanos(System.nanoTime() - before))
                        .isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionReadsWhatWasCommittedBeforeItAsks(TestDatabase product) throws Exception {
        DatabaseAddress database = product.create();
        database.execute("create table things (id integer primary key)");
        DataSource repeatable = ReadCommitted.with(database.source(), Connection.TRANSACTION_REPEATABLE_READ);
        assertThat(Isolation.mustBeSet(database.source())).isEqualTo(product == TestDatabase.MARIADB);
        assertThat(Isolation.mustBeSet(repeatable)).isTrue();
        try (Connection connection = ReadCommitted.of(repeatable).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThat(count(statement)).isZero();
            database.execute("insert into things values (1)");
            assertThat(count(statement)).isEqualTo(1);
            connection.rollback();
        }
    }

    @Test
    void aDataSourceThatDoesNotLetItBeSetIsRefusedWithAReason() {
        DataSource fixed = ReadCommitted.fixed(TestDatabase.H2.create().source(), Connection.TRANSACTION_SERIALIZABLE);
        assertThatThrownBy(() -> Isolation.mustBeSet(fixed))
                .isInstanceOf(SchemaException.class)
                .hasMessage("The data source gives transactions the isolation level SERIALIZABLE and does not let it be"
                        + " changed. Sockee locks rows and then reads: configure READ_COMMITTED.");
    }

    @Test
    void soIsOneThatLetsItBeSetOnlyOnceInATransaction() {
        DataSource once = ReadCommitted.once(TestDatabase.H2.create().source(), Connection.TRANSACTION_REPEATABLE_READ);
        assertThatThrownBy(() -> Isolation.mustBeSet(once))
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith("The data source gives transactions the isolation level REPEATABLE_READ")
                .hasMessageEndingWith("configure READ_COMMITTED.");
    }

    private static int count(Statement statement) throws SQLException {
        try (ResultSet counted = statement.executeQuery("select count(*) from things")) {
            counted.next();
            return counted.getInt(1);
        }
    }
}
