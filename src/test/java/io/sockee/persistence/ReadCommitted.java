package io.sockee.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
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
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
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
                    }
                });
    }
}
