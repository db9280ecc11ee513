package io.sockee.cdi;

import io.sockee.api.Authenticated;
import io.sockee.api.Session;
import io.sockee.api.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Makes the session of the caller whose call is under way injectable. */
@ApplicationScoped
public class InjectableSession {

    /** One bean for all: each call of its methods goes to the session of the thread's caller. */
    @Produces
    @ApplicationScoped
    public Session current() {
        return new OfCaller();
    }

    private static final class OfCaller implements Session {

        private static Session session() {
            return CurrentCaller.get()
                    .orElseThrow(
                            () -> new ContextNotActiveException("No call of a client is under way on this thread."))
                    .session()
                    .orElseThrow(() -> new ContextNotActiveException("This caller has no session."));
        }

        @Override
        public Instant createdAt() {
            return session().createdAt();
        }

        @Override
        public Optional<User> user() {
            return session().user();
        }

        @Override
        public <T> Optional<T> get(String key, Class<T> type) {
            return session().get(key, type);
        }

        @Override
        public void put(String key, Object value) {
            session().put(key, value);
        }

        @Override
        public void remove(String key) {
            session().remove(key);
        }

        @Override
        public Set<String> keys() {
            return session().keys();
        }

        @Override
        public void subscribe(String... channels) {
            session().subscribe(channels);
        }

        @Override
        public void unsubscribe(String... channels) {
            session().unsubscribe(channels);
        }

        @Override
        public Set<String> channels() {
            return session().channels();
        }

        @Override
        public Authenticated authenticate(String module, Object parameters) {
            return session().authenticate(module, parameters);
        }

        @Override
        public void logout() {
            session().logout();
        }

        @Override
        public CompletionStage<Void> saved() {
            return session().saved();
        }
    }
}
