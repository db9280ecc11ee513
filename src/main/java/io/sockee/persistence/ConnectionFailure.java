package io.sockee.persistence;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.hibernate.exception.JDBCConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells whether something failed because the database could not be reached or serve, and not because of the statement. */
final class ConnectionFailure {

    private ConnectionFailure() {}

    /** Whether one of the causes is such a failure. */
    static boolean isIn(Throwable failure) {
        boolean ofDatabase = false;
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            ofDatabase |= cause instanceof SQLException;
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof JDBCConnectionException
                    || (ofDatabase && cause instanceof IOException) // as H2 on a full disk
                    || (cause instanceof SQLException sql && sql.getSQLState() != null && isIn(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the database itself has refused a statement, as when its disk is full or it is read-only. */
    static boolean isRefusal(Throwable failure) {
        boolean refused = false;
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof IOException) {
                return false;
            }
            String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
            refused |= state != null && (state.startsWith("23") || state.startsWith("40") || state.startsWith("53"));
        }
        return refused;
    }

    /**
     * The SQL states of such failures: connection exceptions; PostgreSQL's for being stopped or started, or without disk, memory
     * or connections; H2's for having closed itself.
     */
    private static boolean isIn(String state) {
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53") || state.equals("90098");
    }

    /** The exception that is thrown for such a failure. */
    static DatabaseUnavailableException unavailable(Exception cause) {
        return new DatabaseUnavailableException(
                "The database cannot be reached: " + rootOf(cause).getMessage(), cause);
    }

    /** The first of its causes. */
    static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = next(root); cause != null; cause = next(cause)) {
            root = cause;
        }
        return root;
    }

    /** What is below a failure: its cause; where a batch has none, as of H2, the failure of its first statement that failed. */
    private static @Nullable Throwable next(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null && failure instanceof BatchUpdateException batch ? batch.getNextException() : cause;
    }
}
