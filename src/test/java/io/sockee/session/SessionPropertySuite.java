package io.sockee.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.User;
import io.sockee.databases.StoredEntities;
import io.sockee.databases.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two servers change one session, and the database fails before a commit or after it. What a server has changed counts there at
 * once; of one key the change that was stored last remains, and no other takes anything from it.
 */
abstract class SessionPropertySuite {
    private static final int STEPS = 300;

    private final TestDatabase database;

    SessionPropertySuite(TestDatabase database) {
        this.database = database;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    @DisplayName("no change is lost")
    void nothingIsLost(long seed) {
        try (StoredEntities entities = new StoredEntities(database.migrated(), StoredSessions.entities())) {
            new World(new StoredSessions(entities), seed).run();
        }
    }

    /** What a session is to hold. */
    private static final class Model {
        private final Map<String, Integer> data = new TreeMap<>();
        private final Set<String> channels = new TreeSet<>();
        private Optional<String> user = Optional.empty();
        private String id = "";
        private final Set<String> ids = new HashSet<>(); // all that it ever had
    }

    /** How the database fails. */
    private enum Failure {
        NOT,
        BEFORE,
        AFTER
    }

    private interface Step {
        void on(Model model);
    }

    private static final class World {
        private final Random random;
        private final SessionStore store;
        private final Model model = new Model();
        private final List<Server> servers = new ArrayList<>();

        World(SessionStore store, long seed) {
            this.random = new Random(seed);
            this.store = store;
        }

        void run() {
            servers.add(new Server(store, model));
            servers.add(new Server(store, model));
            Server first = servers.get(0);
            first.session = first.node.begin();
            model.id = first.session.id();
            model.ids.add(model.id);
            first.change(step -> step.put("a", 0));
            first.node.write();
            servers.get(1).session =
                    servers.get(1).node.sessions().find(model.id).orElseThrow();
            for (int i = 0; i < STEPS; i++) {
                step(servers.get(random.nextInt(servers.size())));
                servers.forEach(Server::seesItsOwn);
            }
            settle();
            check();
        }

        private void step(Server server) {
            String key = "k" + random.nextInt(4);
            String channel = "c" + random.nextInt(3);
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> server.change(change -> change.put(key, random.nextInt(100)));
                case 3 -> server.change(change -> change.remove(key));
                case 4 -> server.change(change -> change.channel(channel, random.nextBoolean()));
                case 5, 6 -> write(server);
                case 7 -> server.node.sessions().sweep().look();
                case 8 -> server.comeAgain();
                default -> {
                    if (random.nextInt(5) == 0) {
                        server.change(change -> change.login("u"));
                    }
                }
            }
        }

        private void write(Server server) {
            server.failure = Failure.values()[random.nextInt(3)];
            server.node.writeAgain();
            server.failure = Failure.NOT;
        }

        private void settle() {
            servers.forEach(server -> server.node.writeAgain());
            servers.forEach(server -> server.node.writeAgain());
            servers.forEach(server -> server.node.sessions().sweep().look());
        }

        private void check() {
            for (Server server : servers) {
                assertThat(server.session.isDirty()).isFalse();
                assertThat(server.seen()).isEqualTo(model.data);
                assertThat(new TreeSet<>(server.session.channels())).isEqualTo(model.channels);
                assertThat(server.session.user().map(User::id)).isEqualTo(model.user);
            }
            for (String id : model.ids) { // one id opens the session, and none that it had before
                assertThat(store.find(Sessions.digest(id)).isPresent()).isEqualTo(id.equals(model.id));
            }
        }
    }

    /** A server with a store that fails. */
    private static final class Server {
        private final Model model;
        private final List<Step> unsaved = new ArrayList<>();
        private final SessionNode node;
        private Failure failure = Failure.NOT;
        private LiveSession session;

        Server(SessionStore store, Model model) {
            this.model = model;
            this.node = new SessionNode(new Failing(store), Clock.systemUTC());
        }

        void change(Consumer<Server> change) {
            change.accept(this);
        }

        void put(String key, int value) {
            session.put(key, value);
            unsaved.add(to -> to.data.put(key, value));
        }

        void remove(String key) {
            session.remove(key);
            unsaved.add(to -> to.data.remove(key));
        }

        void channel(String channel, boolean in) {
            if (session.channels().contains(channel) == in) {
                return;
            }
            if (in) {
                session.subscribe(channel);
                unsaved.add(to -> to.channels.add(channel));
            } else {
                session.unsubscribe(channel);
                unsaved.add(to -> to.channels.remove(channel));
            }
        }

        void login(String user) {
            session.login(null, User.named(user));
            String id = session.id();
            model.ids.add(id);
            unsaved.add(to -> {
                to.user = Optional.of(user);
                to.id = id;
            });
        }

        /** All clients of the session leave the server and come back, which they can do by the id that is stored. */
        void comeAgain() {
            if (!session.isDirty() && session.isCalled(model.id)) {
                node.sessions().live().release(session);
                session = node.sessions().find(model.id).orElseThrow();
            }
        }

        Map<String, Integer> seen() {
            Map<String, Integer> seen = new TreeMap<>();
            session.keys()
                    .forEach(
                            key -> seen.put(key, session.get(key, Integer.class).orElseThrow()));
            return seen;
        }

        void seesItsOwn() {
            Model own = new Model();
            unsaved.forEach(step -> step.on(own));
            assertThat(seen()).containsAllEntriesOf(own.data);
            assertThat(session.channels()).containsAll(own.channels);
        }

        /** The store, as this server reaches it. */
        private final class Failing extends ForwardingStore {
            Failing(SessionStore store) {
                super(store);
            }

            @Override
            public List<Written> write(List<Write> writes, Instant now, int most) {
                if (failure == Failure.BEFORE) {
                    throw new IllegalStateException("the test's failure before the commit");
                }
                List<Written> written = super.write(writes, now, most);
                unsaved.forEach(step -> step.on(model));
                if (failure == Failure.AFTER) {
                    throw new IllegalStateException("the test's failure after the commit");
                }
                unsaved.clear();
                return written;
            }
        }
    }
}
