package io.sockee.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A database cannot be asked")
class ConnectionFailureTest {

    @ParameterizedTest(name = "{0} {2}: {1}")
    @CsvSource({
        "08006, true, connection failure",
        "57P01, true, PostgreSQL is being stopped",
        "53100, true, PostgreSQL: the disk is full",
        "53300, true, PostgreSQL: too many connections",
        "90098, true, H2: the database has been closed",
        "23505, false, a row is there already",
        "40001, false, a deadlock",
        "HY000, false, anything",
    })
    @DisplayName("by the state of what it says")
    void states(String state, boolean unavailable, String what) {
        assertThat(ConnectionFailure.isIn(new PersistenceException(new SQLException(what, state))))
                .isEqualTo(unavailable);
    }

    @Test
    @DisplayName("where it could not read or write, though it only says that something is wrong")
    void writing() {
        IOException full = new IOException("No space left on device");
        assertThat(ConnectionFailure.isIn(new PersistenceException(
                        new SQLException("General error", "HY000", new IllegalStateException("Writing failed", full)))))
                .isTrue();
        assertThat(ConnectionFailure.isIn(new UncheckedIOException(full)))
                .as("it may be another file")
                .isFalse();
    }

    @Test
    @DisplayName("where one statement of a batch could not")
    void batch() {
        IOException full = new IOException("No space left on device");
        BatchUpdateException batch = new BatchUpdateException("General error", "HY000", 50000, new int[0]);
        batch.setNextException(
                new SQLException("General error", "HY000", new IllegalStateException("Writing failed", full)));
        assertThat(ConnectionFailure.isIn(new PersistenceException(batch))).isTrue();
        assertThat(ConnectionFailure.rootOf(new PersistenceException(batch))).isSameAs(full);
    }
}
