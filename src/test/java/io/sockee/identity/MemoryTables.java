package io.sockee.identity;

import io.sockee.persistence.Entities;
import io.sockee.persistence.MemoryEntities;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** The tables in memory, and a look into them. */
final class MemoryTables implements Entities, AutoCloseable {
    private final MemoryEntities entities = new MemoryEntities(List.of(UserAccount.class, UserKey.class));

    @Override
    public <T> T call(Function<EntityManager, T> work) {
        return entities.call(work);
    }

    /** One value of the database. */
    String value(String sql) {
        try (var rows = entities.connection().createStatement().executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getObject(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try {
            entities.connection().createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        entities.close();
    }
}
