package io.sockee.persistence;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Hashtable;
import java.util.Map;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** Stands in for a server: its names lead to a database in memory that can be away, and to a transaction that is only a status. */
public final class StandIn implements InitialContextFactory {
    private static final JdbcDataSource H2 = new JdbcDataSource();
    private static int status = Status.STATUS_NO_TRANSACTION;
    private static boolean away;
    private static @Nullable Exception breaks;

    /** Takes its place, with an empty database. */
    static void begin(String database) {
        H2.setURL("jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1");
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, StandIn.class.getName());
    }

    static void end() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        status(Status.STATUS_NO_TRANSACTION);
        away(false);
        breaks(null);
    }

    static void status(int is) {
        status = is;
    }

    static void away(boolean is) {
        away = is;
    }

    /** Whether commits fail, and why. Servers say "rolled back" whatever it was. */
    static void breaks(@Nullable Exception why) {
        breaks = why;
    }

    static Connection connection() throws SQLException {
        return H2.getConnection();
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
        Map<String, Object> names = Map.of(
                Database.DATA_SOURCE,
                of(DataSource.class),
                "java:comp/TransactionSynchronizationRegistry",
                of(TransactionSynchronizationRegistry.class),
                "java:jboss/TransactionManager",
                of(TransactionManager.class));
        return (Context) Proxy.newProxyInstance(
                StandIn.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("lookup")) {
                        return null;
                    }
                    Object found = names.get(String.valueOf(arguments[0]));
                    if (found == null) {
                        throw new NameNotFoundException(String.valueOf(arguments[0]));
                    }
                    return found;
                });
    }

    private static <T> T of(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                StandIn.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getConnection" -> {
                            if (away) {
                                throw new SQLException("Connection refused", "08001");
                            }
                            yield H2.getConnection();
                        }
                        case "begin" -> {
                            status = Status.STATUS_ACTIVE;
                            yield null;
                        }
                        case "commit", "rollback" -> {
                            boolean fails = breaks != null || status == Status.STATUS_MARKED_ROLLBACK;
                            status = Status.STATUS_NO_TRANSACTION;
                            if (fails && method.getName().equals("commit")) {
                                throw (Exception)
                                        new RollbackException("the resource did not commit").initCause(breaks);
                            }
                            yield null;
                        }
                        case "getStatus", "getTransactionStatus" -> status;
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> proxy == arguments[0];
                        default -> null;
                    };
                }));
    }
}
