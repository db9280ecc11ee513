package io.sockee.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Data sources that isolate transactions as they like, and Sockee's before them. */
public final class ReadCommitted {
    private ReadCommitted() {}

    /** What Sockee puts before a data source whose level is another. */
    public static DataSource of(DataSource source) {
        return new ImpatientSource(source, true, Duration.ofSeconds(60));
    }

    /** One whose connections begin with a level. */
    static DataSource with(DataSource source, int level) {
        return before(source, connection -> {
            try {
                connection.setTransactionIsolation(level);
                return connection;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** One that does not give another connection when one has been told a level, as a server may do in a transaction. */
    static DataSource once(DataSource source, int level) {
        AtomicBoolean told = new AtomicBoolean();
        return before(with(source, level), connection -> {
            if (told.get()) {
                throw new IllegalStateException(new SQLException(
                        "Cannot change transaction isolation level in the middle of a transaction.", "25001"));
            }
            return (Connection) Proxy.newProxyInstance(
                    ReadCommitted.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("setTransactionIsolation")) {
                            told.set(true);
                        }
                        return method.invoke(connection, arguments);
                    });
        });
    }

    /** One whose connections keep a level whatever they are told. */
    static DataSource fixed(DataSource source, int level) {
        return before(source, connection -> (Connection) Proxy.newProxyInstance(
                ReadCommitted.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getTransactionIsolation" -> level;
                    case "setTransactionIsolation" -> null;
                    default -> method.invoke(connection, arguments);
                }));
    }

    private static DataSource before(DataSource source, UnaryOperator<Connection> change) {
        return (DataSource) Proxy.newProxyInstance(
                ReadCommitted.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(source, arguments);
                        return result instanceof Connection connection ? change.apply(connection) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } catch (IllegalStateException e) {
                        throw e.getCause() instanceof SQLException ? e.getCause() : e;
                    }
                });
    }
}
