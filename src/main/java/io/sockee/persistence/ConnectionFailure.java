package io.sockee.persistence;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.hibernate.exception.JDBCConnectionException;

/** Tells whether something failed because the database could not be asked, and not because of what it was asked. */
final class ConnectionFailure {

    private ConnectionFailure() {}

    /** Whether one of the causes says so. */
    static boolean isIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof JDBCConnectionException
                    || (cause instanceof SQLException sql && sql.getSQLState() != null && isIn(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Connection exceptions, and those by which PostgreSQL says that it is being stopped or started. */
    private static boolean isIn(String state) {
        return state.startsWith("08") || state.startsWith("57P");
    }
}
