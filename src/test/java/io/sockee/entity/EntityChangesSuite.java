package io.sockee.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.databases.TestDatabase;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What clients hear of entities, in transactions of Hibernate's own: one event for each entity that is another one afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EntityChangesSuite {
    private static final long ANN = 1;

    private final TestDatabase database;
    private TestServer server;
    private TestClient all;
    private TestClient ofAnn;
    private SessionFactory factory;

    EntityChangesSuite(TestDatabase database) {
        this.database = database;
    }

    @Controller
    public static class Rooms {
        @On("join")
        public void join(Socket socket, String room) {
            socket.join(room);
        }
    }

    @BeforeAll
    void open() {
        Configuration configuration =
                new Configuration().setProperty("jakarta.persistence.schema-generation.database.action", "create");
        configuration
                .getProperties()
                .put("hibernate.connection.datasource", database.create().source());
        List.of(Parcel.class, Parcel.Sender.class, Parcel.Label.class).forEach(configuration::addAnnotatedClass);
        factory = configuration.buildSessionFactory();
    }

    @AfterAll
    void close() {
        factory.close();
    }

    @BeforeEach
    void connect() {
        server = TestServer.start(List.of(Rooms.class), List.of("sockee.transactions.max-emits=3"));
        all = server.connect();
        ofAnn = server.connect();
        all.call("join", "parcels");
        all.call("join", "labels");
        ofAnn.call("join", "of-1");
        in(entities -> {
            entities.createQuery("delete from Parcel").executeUpdate();
            entities.createQuery("delete from Parcel$Label").executeUpdate();
            if (entities.find(Parcel.Sender.class, ANN) == null) {
                entities.persist(new Parcel.Sender(ANN, "Ann"));
            }
        });
    }

    @AfterEach
    void disconnect() {
        server.close();
    }

    private void in(Consumer<EntityManager> work) {
        factory.inTransaction(work::accept);
    }

    private long stored(String state, String... tags) {
        AtomicLong id = new AtomicLong();
        in(entities -> {
            Parcel parcel = new Parcel(state, entities.getReference(Parcel.Sender.class, ANN), tags);
            entities.persist(parcel);
            id.set(parcel.id());
        });
        forget(all);
        forget(ofAnn);
        return id.get();
    }

    private void forget(TestClient client) {
        server.settle();
        while (!client.received().isEmpty()) {
            client.await(client.received().get(0).event());
        }
    }

    private String heard(TestClient client) {
        server.settle();
        return client.received().stream()
                .map(one -> one.event()
                        + IntStream.range(0, one.arguments().size())
                                .mapToObj(one.arguments()::json)
                                .toList())
                .toList()
                .toString()
                .replace('"', '\'');
    }

    private static String view(String change, long id, String state, String tags) {
        return "[parcel." + change + "[{'id':" + id + ",'state':'" + state + "','tags':" + tags + ",'sender':'Ann'}]]";
    }

    @Test
    @DisplayName("one that is stored is told to its rooms after the commit, once for all flushes, as it was committed")
    void created() {
        AtomicLong id = new AtomicLong();
        in(entities -> {
            Parcel parcel = new Parcel("packed", entities.getReference(Parcel.Sender.class, ANN), "a");
            entities.persist(parcel);
            entities.flush();
            parcel.become("sent");
            entities.flush();
            parcel.become("lost");
            parcel.tags().add("b");
            assertThat(heard(all)).as("before the commit").isEqualTo("[]");
            id.set(parcel.id());
        });
        assertThat(heard(all)).isEqualTo(view("created", id.get(), "lost", "['a','b']"));
        assertThat(heard(ofAnn)).isEqualTo(heard(all));
    }

    @Test
    @DisplayName("one that is changed is told with what it is related to, which is read before the commit")
    void updated() {
        long id = stored("packed", "a", "b");
        in(entities -> entities.find(Parcel.class, id).become("sent"));
        assertThat(heard(all)).isEqualTo(view("updated", id, "sent", "['a','b']"));
        in(entities -> entities.find(Parcel.class, id).become("sent"));
        assertThat(heard(all)).as("nothing has changed").isEqualTo(view("updated", id, "sent", "['a','b']"));
    }

    @Test
    @DisplayName("one that is removed is told by its id, also when it was changed before")
    void removed() {
        long id = stored("packed", "a");
        in(entities -> {
            Parcel parcel = entities.find(Parcel.class, id);
            parcel.become("sent");
            entities.flush();
            entities.remove(parcel);
        });
        assertThat(heard(all)).isEqualTo("[parcel.removed[" + id + "]]");
        assertThat(heard(ofAnn)).isEqualTo(heard(all));
    }

    @Test
    @DisplayName("one that came and went in one transaction is not told")
    void passing() {
        in(entities -> {
            Parcel parcel = new Parcel("packed", null);
            entities.persist(parcel);
            entities.flush();
            entities.remove(parcel);
        });
        assertThat(heard(all)).isEqualTo("[]");
    }

    @Test
    @DisplayName("one that was removed and stored again has changed")
    void replaced() {
        in(entities -> entities.persist(new Parcel.Label("red", 1)));
        in(entities -> {
            entities.remove(entities.find(Parcel.Label.class, "red"));
            entities.flush();
            entities.persist(new Parcel.Label("red", 2));
        });
        assertThat(heard(all))
                .isEqualTo("[label.created[{'name':'red','count':1}], label.updated[{'name':'red','count':2}]]");
    }

    @Test
    @DisplayName("nothing is told of a transaction that is rolled back")
    void rolledBack() {
        long id = stored("packed");
        assertThatThrownBy(() -> in(entities -> {
                    entities.find(Parcel.class, id).become("sent");
                    entities.persist(new Parcel.Label("red", 1));
                    entities.flush();
                    throw new IllegalStateException("as asked for");
                }))
                .hasMessage("as asked for");
        assertThat(heard(all)).isEqualTo("[]");
        in(entities -> assertThat(entities.find(Parcel.Label.class, "red")).isNull());
    }

    @Test
    @DisplayName("one that cannot be told rolls back, and so does one more than may wait")
    void cannotBeTold() {
        assertThatThrownBy(() -> in(entities -> entities.persist(new Parcel("unreadable", null))))
                .hasStackTraceContaining("as asked for");
        assertThatThrownBy(() -> in(entities ->
                        List.of("a", "b", "c", "d").forEach(name -> entities.persist(new Parcel.Label(name, 1)))))
                .hasStackTraceContaining("sockee.transactions.max-emits");
        assertThat(heard(all)).isEqualTo("[]");
        in(entities -> assertThat(entities.createQuery("from Parcel$Label").getResultList())
                .isEmpty());
        in(entities -> List.of("a", "b", "c").forEach(name -> entities.persist(new Parcel.Label(name, 1))));
        assertThat(heard(all)).contains("'a'", "'b'", "'c'");
    }

    @Test
    @DisplayName("one without a property that makes a room is told in the other rooms")
    void withoutRoom() {
        in(entities -> entities.persist(new Parcel("packed", null)));
        assertThat(heard(all)).contains("parcel.created").contains("'sender':null");
        assertThat(heard(ofAnn)).isEqualTo("[]");
    }

    @Test
    @DisplayName("entities of which nobody is told cost no listener")
    void others() {
        Configuration configuration = new Configuration();
        configuration
                .getProperties()
                .putAll(Map.of(
                        "hibernate.connection.datasource", database.create().source()));
        try (SessionFactory other =
                configuration.addAnnotatedClass(Parcel.Sender.class).buildSessionFactory()) {
            assertThat(Listeners.of(other)).noneMatch(HibernateListener.class::isInstance);
            assertThat(Listeners.of(factory))
                    .filteredOn(HibernateListener.class::isInstance)
                    .hasSize(3);
        }
    }
}
