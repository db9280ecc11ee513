package io.sockee.demo.chat;

import io.sockee.persistence.Database;
import io.sockee.persistence.Schema;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionScoped;
import java.util.List;

/**
 * The entity manager of the chat, for {@code @Inject}. An application of its own has a {@code persistence.xml} and lets the
 * container bring one, by {@code @PersistenceContext}. This WAR has none: a container opens such a unit while it deploys,
 * and the deployment fails when the database is down; Sockee starts without its database and waits for it.
 */
@ApplicationScoped
public class ChatDatabase {
    private static final Schema SCHEMA =
            new Schema("io/sockee/sql/demo", "sockee_demo_schema_history", List.of("V1__messages.sql"));

    private final Database database = new Database(List.of(ChatMessage.class), SCHEMA);

    /** One for each transaction. Makes the table when it is first asked for. */
    @Produces
    @TransactionScoped
    EntityManager open() {
        return database.entityManager();
    }

    void close(@Disposes EntityManager entities) {
        entities.close();
    }

    @PreDestroy
    void close() {
        database.close();
    }
}
