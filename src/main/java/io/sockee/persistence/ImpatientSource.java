package io.sockee.persistence;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source whose connections have the isolation level "read committed" and a network time-out. The level, since rows are
 * locked and then read here: a snapshot taken before the lock would not show what the transaction committed that held the lock
 * before. The time-out, since otherwise, as with all drivers by default, each call to a database that has gone silent would hold
 * its thread for ever. Pools of servers cannot set one for every driver, and reset this one when a connection returns.
 */
final class ImpatientSource implements DataSource {
    private final DataSource source;
    private final boolean isolate;
    private final int millis;

    /**
     * @param isolate whether the isolation level has to be set on each connection, since the server gives it another one; with
     *     some drivers that costs a round trip to the database
     * @param patience how long an answer of the database may take
     */
    ImpatientSource(DataSource source, boolean isolate, Duration patience) {
        this.source = source;
        this.isolate = isolate;
        this.millis = Math.toIntExact(patience.toMillis());
    }

    @Override
    public Connection getConnection() throws SQLException {
        return limited(source.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return limited(source.getConnection(user, password));
    }

    private Connection limited(Connection connection) throws SQLException {
        try {
            connection.setNetworkTimeout(Runnable::run, millis);
            if (isolate) {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
            return connection;
        } catch (SQLException e) {
            try (connection) {
                throw e;
            }
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws java.sql.SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(source) ? type.cast(source) : source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(source) || source.isWrapperFor(type);
    }
}
