package io.sockee.demo.chat;

import io.sockee.persistence.Database;
import io.sockee.persistence.Entities;
import io.sockee.persistence.Schema;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Function;

/** The chat's table, made when it is first asked for, beside Sockee's own and migrated apart from them. */
@ApplicationScoped
public class ChatDatabase implements Entities {
    private static final Schema SCHEMA =
            new Schema("io/sockee/sql/demo", "sockee_demo_schema_history", List.of("V1__messages.sql"));

    private final Database database = new Database(List.of(ChatMessage.class), SCHEMA);

    @Override
    public <T> T call(Function<EntityManager, T> work) {
        return database.call(work);
    }

    @PreDestroy
    void close() {
        database.close();
    }
}
