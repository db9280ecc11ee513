package io.sockee.persistence;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds out whether transactions have the isolation level "read committed", as they must, and whether it can be set. */
final class Isolation {
    private static final Logger LOG = System.getLogger(Isolation.class.getName());
    private static final int OURS = Connection.TRANSACTION_READ_COMMITTED;

    private Isolation() {}

    /**
     * Whether the level has to be set on each connection, since the data source gives another one.
     *
     * @throws SQLException when the database cannot be reached
     * @throws SchemaException when the level cannot be set
     */
    static boolean mustBeSet(DataSource source, ServerJtaPlatform platform) throws SQLException {
        if (platform.getCurrentStatus() != Status.STATUS_NO_TRANSACTION) {
            return mustBeSet(source);
        }
        // In a transaction, as later: some servers let it be set only outside of transactions.
        TransactionManager transaction = platform.retrieveTransactionManager();
        try {
            transaction.begin();
            try {
                return mustBeSet(source);
            } finally {
                transaction.rollback();
            }
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SchemaException("The server does not begin or end transactions: " + e.getMessage(), e);
        }
    }

    static boolean mustBeSet(DataSource source) throws SQLException {
        int level;
        try (Connection connection = source.getConnection()) {
            level = connection.getTransactionIsolation();
        }
        if (level == OURS) {
            return false;
        }
        try {
            // Twice, as it will be: Open Liberty sets its own level again on a connection that a transaction has
            // already,
            // which PostgreSQL does not take.
            trySet(source, level);
            trySet(source, level);
        } catch (SQLException e) {
            if (ConnectionFailure.isIn(e)) {
                throw e;
            }
            throw notOurs(level, e);
        }
        LOG.log(
                Level.INFO,
                "The data source gives transactions the isolation level {0}; Sockee sets READ_COMMITTED for its own, each time."
                        + " Configured there, that costs nothing.",
                name(level));
        return true;
    }

    private static void trySet(DataSource source, int level) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setTransactionIsolation(OURS);
            if (connection.getTransactionIsolation() != OURS) {
                throw notOurs(level, null);
            }
            boolean unused = statement.execute("select 1");
        }
    }

    private static SchemaException notOurs(int level, @Nullable Exception cause) {
        return new SchemaException(
                "The data source gives transactions the isolation level " + name(level)
                        + " and does not let it be changed. Sockee locks rows and then reads: configure READ_COMMITTED.",
                cause);
    }

    private static String name(int level) {
        return switch (level) {
            case Connection.TRANSACTION_NONE -> "NONE";
            case Connection.TRANSACTION_READ_UNCOMMITTED -> "READ_UNCOMMITTED";
            case Connection.TRANSACTION_READ_COMMITTED -> "READ_COMMITTED";
            case Connection.TRANSACTION_REPEATABLE_READ -> "REPEATABLE_READ";
            case Connection.TRANSACTION_SERIALIZABLE -> "SERIALIZABLE";
            default -> Integer.toString(level);
        };
    }
}
