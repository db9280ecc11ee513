package io.sockee.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.databases.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A database that goes away while it is migrated is no wrong one: it may be back a moment later. */
class MigrationsOutageTest {

    /** An empty database that gives so many connections, and no more. */
    private static DataSource source(int connections, AtomicInteger asked) {
        DataSource source = TestDatabase.H2.create().source();
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && asked.getAndIncrement() == connections) {
                        throw new SQLNonTransientConnectionException("Connection refused", "08001");
                    }
                    return method.invoke(source, arguments);
                });
    }

    @Test
    void isUnreachableWheneverItGoes() throws SQLException {
        AtomicInteger needed = new AtomicInteger();
        Migrations.apply(Schema.SOCKEE, source(Integer.MAX_VALUE, needed));
        assertThat(needed).hasValueGreaterThan(2);
        for (int connections = 0; connections < needed.get(); connections++) {
            DataSource source = source(connections, new AtomicInteger());
            assertThatThrownBy(() -> Migrations.apply(Schema.SOCKEE, source))
                    .as("after %d connections", connections)
                    .isInstanceOf(SQLException.class);
        }
    }
}
