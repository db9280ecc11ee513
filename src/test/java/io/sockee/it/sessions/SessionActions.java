package io.sockee.it.sessions;

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.LoggedIn;
import io.sockee.api.NonBlocking;
import io.sockee.api.Session;
import io.sockee.api.User;
import jakarta.inject.Inject;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** The same over HTTP. */
@Actions("kept")
public class SessionActions {

    @Inject
    Kept kept;

    @Action
    @NonBlocking
    public void put(Session session, String name) {
        session.put("name", name);
    }

    @Action
    public String name() {
        return kept.name();
    }

    @Action
    @LoggedIn
    public String who(User user) {
        return user.name();
    }

    /** One item, and then nothing. */
    @Action
    @LoggedIn
    public Flow.Publisher<String> feed() {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            private final AtomicBoolean sent = new AtomicBoolean();

            @Override
            public void request(long n) {
                if (sent.compareAndSet(false, true)) {
                    subscriber.onNext("first");
                }
            }

            @Override
            public void cancel() {
                // nothing comes anyway
            }
        });
    }

    @Action
    public void logout(Session session) {
        session.logout();
    }
}
