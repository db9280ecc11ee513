package io.sockee.persistence;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds out whether transactions read what has been committed, as they must, and whether they can be made to. */
final class Isolation {
    private static final Logger LOG = System.getLogger(Isolation.class.getName());
    private static final int OURS = Connection.TRANSACTION_READ_COMMITTED;

    private Isolation() {}

    /**
     * Whether each connection has to be told, since the data source gives another level.
     *
     * @throws SQLException when the database cannot be reached
     * @throws SchemaException when the level cannot be set
     */
    static boolean mustBeSet(DataSource source, ServerJtaPlatform platform) throws SQLException {
        if (platform.getCurrentStatus() != Status.STATUS_NO_TRANSACTION) {
            return mustBeSet(source);
        }
        // As it will be: some servers let it be set outside of transactions only.
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
        try (Connection connection = source.getConnection()) {
            int level = connection.getTransactionIsolation();
            if (level == OURS) {
                return false;
            }
            trySet(connection, level);
            LOG.log(
                    Level.INFO,
                    "The data source gives transactions the isolation level {0}; Sockee sets READ_COMMITTED for its own, each"
                            + " time. Configured there, that costs nothing.",
                    name(level));
            return true;
        }
    }

    private static void trySet(Connection connection, int level) throws SQLException {
        try {
            connection.setTransactionIsolation(OURS);
        } catch (SQLException e) {
            if (ConnectionFailure.isIn(e)) {
                throw e;
            }
            throw notOurs(level, e);
        }
        if (connection.getTransactionIsolation() != OURS) {
            throw notOurs(level, null);
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
