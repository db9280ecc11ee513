package io.sockee.databases;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose connections are kept for the next one who asks, as a server's are: to connect costs more than most
 * transactions do, on PostgreSQL a process and thousands of hashes. For any thread; as many as are used at the same time, and
 * all of them open until the end.
 */
final class KeptConnections implements AutoCloseable {
    private final DataSource made;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean ended;

    /**
     * @param made gives a new connection to whoever asks
     */
    KeptConnections(DataSource made) {
        this.made = made;
    }

    DataSource source() {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = method.getName().equals("getConnection") ? take() : invoke(made, method, arguments);
            return result instanceof Connection connection ? kept(connection) : result;
        });
    }

    private Connection take() throws SQLException {
        Connection before = idle.poll();
        return before == null ? made.getConnection() : before;
    }

    private Connection kept(Connection connection) {
        boolean[] given = new boolean[1];
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("isClosed") && given[0]) {
                return true;
            }
            if (!method.getName().equals("close")) {
                return invoke(connection, method, arguments);
            }
            if (!given[0]) {
                given[0] = true;
                giveBack(connection);
            }
            return null;
        });
    }

    /** What is left undone in it is undone. One that has failed at that is not kept. */
    private void giveBack(Connection connection) throws SQLException {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            if (!connection.isClosed() && !ended) {
                idle.push(connection);
                return;
            }
        } catch (SQLException broken) {
            // It is of no use any more.
        }
        connection.close();
    }

    @Override
    public void close() {
        ended = true;
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private interface Call {
        @Nullable
        Object of(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                KeptConnections.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.of(method, arguments)));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
