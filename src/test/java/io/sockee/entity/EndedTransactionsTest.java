package io.sockee.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.sockee.api.Broadcast;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.PublishChanges;
import io.sockee.api.Publisher;
import io.sockee.api.Socket;
import io.sockee.databases.TestDatabase;
import io.sockee.declaration.Announcements;
import io.sockee.declaration.Announcements.Means;
import io.sockee.routing.ValueCodec;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import io.sockee.transaction.CommitGate;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.action.spi.BeforeTransactionCompletionProcess;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is left of a transaction of Hibernate's own when it has ended, however it has ended. */
@DisplayName("Changes of entities, in a transaction")
class EndedTransactionsTest {
    /** The gate of a thread that has a transaction of the server's. */
    private static final CommitGate CLOSED = new CommitGate() {
        @Override
        public boolean isOpen() {
            return false;
        }

        @Override
        public void defer(Departure departure) {
            throw new AssertionError("nothing comes to it here");
        }

        @Override
        public void whenEnded(Consumer<Boolean> told) {
            throw new AssertionError("nobody asks here");
        }

        @Override
        public boolean rollBackLeftOver() {
            return false;
        }
    };

    private TestServer server;
    private TestClient client;
    private SessionFactory factory;

    @Controller
    public static class Rooms {
        @On("join")
        public void join(Socket socket, String room) {
            socket.join(room);
        }
    }

    @BeforeEach
    void open() {
        server = TestServer.start(List.of(Rooms.class), List.of("sockee.transactions.max-emits=2"));
        client = server.connect();
        client.call("join", "parcels");
        client.call("join", "labels");
        Configuration configuration =
                new Configuration().setProperty("jakarta.persistence.schema-generation.database.action", "create");
        configuration
                .getProperties()
                .put("hibernate.connection.datasource", TestDatabase.H2.create().source());
        List.of(Parcel.class, Parcel.Sender.class, Parcel.Label.class, Crate.class)
                .forEach(configuration::addAnnotatedClass);
        factory = configuration.buildSessionFactory();
    }

    @AfterEach
    void close() {
        factory.close();
        server.close();
    }

    private List<String> heard() {
        server.settle();
        return client.received().stream()
                .map(one -> one.event() + one.arguments().json(0).replace('"', '\''))
                .toList();
    }

    private static void in(Session session, Consumer<Session> work) {
        session.beginTransaction();
        work.accept(session);
        session.getTransaction().commit();
    }

    @Test
    @DisplayName("that is rolled back, concern no later one of the same session")
    void rolledBackBefore() {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            session.persist(new Parcel("unreadable", null));
            session.persist(new Parcel.Label("lost", 1));
            session.flush();
            session.getTransaction().rollback();
            session.clear();
            in(session, again -> again.persist(new Parcel.Label("red", 1)));
        }
        assertThat(heard()).containsExactly("label.created{'name':'red','count':1}");
    }

    @Test
    @DisplayName("that fails at the commit, are not told, also where the server has a transaction besides")
    void failsAtCommit() {
        use(server.bean(Publisher.class), CLOSED);
        try (Session session = factory.openSession()) {
            assertThatThrownBy(() -> in(session, failing -> {
                        failing.persist(new Parcel.Label("lost", 1));
                        failing.flush();
                        BeforeTransactionCompletionProcess broken = any -> {
                            throw new IllegalStateException("as asked for");
                        };
                        failing.unwrap(SessionImplementor.class)
                                .getActionQueue()
                                .registerProcess(broken);
                    }))
                    .hasStackTraceContaining("as asked for");
        }
        assertThat(heard()).isEmpty();
    }

    @Test
    @DisplayName("that is committed, do not make the commit fail when one cannot leave, and the others leave")
    void cannotLeave() {
        Publisher publisher = server.bean(Publisher.class);
        use(failingFor("parcels", publisher), CommitGate.ALWAYS_OPEN);
        try (Session session = factory.openSession()) {
            in(session, both -> {
                both.persist(new Parcel("packed", null));
                both.persist(new Parcel.Label("red", 1));
            });
        }
        assertThat(heard()).containsExactly("label.created{'name':'red','count':1}");
    }

    /** One whose room is that of a relation's property. */
    @Entity
    @PublishChanges(event = "crate", to = "to-{sender.name}")
    static class Crate {
        @Id
        private long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JsonIgnore
        private Parcel.@Nullable Sender sender;

        public long getId() {
            return id;
        }

        @JsonIgnore
        public Parcel.@Nullable Sender getSender() {
            return sender;
        }
    }

    @Test
    @DisplayName("that removes one, are told in the room of a relation that nobody has read yet")
    void removedWithRelation() {
        client.call("join", "to-Ann");
        Crate crate = new Crate();
        crate.id = 7;
        factory.inTransaction(session -> {
            Parcel.Sender sender = new Parcel.Sender(1, "Ann");
            session.persist(sender);
            crate.sender = sender;
            session.persist(crate);
        });
        factory.inTransaction(session -> session.remove(session.find(Crate.class, 7L)));
        assertThat(heard()).containsExactly("crate.created{'id':7}", "crate.removed7");
    }

    @Test
    @DisplayName("that nobody ends, do not keep its session")
    void abandoned() {
        WeakReference<Session> session = new WeakReference<>(factory.openSession());
        abandon(session);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            return session.get() == null;
        });
    }

    @SuppressWarnings("NullAway") // it is still there
    private static void abandon(WeakReference<Session> opened) {
        Session session = opened.get();
        session.beginTransaction();
        session.persist(new Parcel("packed", null, "a")); // with a list that knows the session
        session.flush();
    }

    private void use(Publisher publisher, CommitGate gate) {
        server.bean(Announcements.class).begin(new Means(publisher, gate, new ValueCodec(50), 2));
    }

    /** A publisher, of which emits to one room fail. */
    private static Publisher failingFor(String room, Publisher publisher) {
        Broadcast broken = proxy(Broadcast.class, (proxy, method, values) -> {
            throw new IllegalStateException("as asked for");
        });
        return proxy(Publisher.class, (proxy, method, values) -> switch (method.getName()) {
            case "namespace" -> proxy;
            case "to" -> ((String[]) values[0])[0].equals(room) ? broken : publisher.to((String[]) values[0]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
