package io.sockee.persistence;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source whose connections read what has been committed, also by whoever they waited for: rows are locked here and
 * then looked at, and a snapshot that was taken before the lock would be too old. And they do not wait for ever for a
 * database that has gone silent. Without a limit, which is how all drivers come, each call would take a thread with it. The
 * standard has one for connections; servers' pools have none that they could be told of for every driver, and set this one
 * back when a connection returns.
 */
final class ImpatientSource implements DataSource {
    private final DataSource source;
    private final boolean isolate;
    private final int millis;

    /**
     * @param isolate whether each connection has to be told its isolation level, since the server gives it another one; costs a
     *     question to the database with some drivers
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
