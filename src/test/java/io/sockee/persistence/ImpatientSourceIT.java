package io.sockee.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.databases.DatabaseAddress;
import io.sockee.databases.Link;
import io.sockee.databases.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The drivers, and a database that has gone silent. */
class ImpatientSourceIT {

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "POSTGRESQL"})
    void aQuestionThatIsNotAnsweredFailsAfterAWhile(TestDatabase product) throws Exception {
        DatabaseAddress database = product.create();
        try (Link link = Link.to(database.port())) {
            link.open();
            ImpatientSource source = new ImpatientSource(database.by(link).source(), Duration.ofMillis(300));
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
}
