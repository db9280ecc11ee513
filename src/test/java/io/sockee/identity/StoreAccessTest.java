package io.sockee.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.identity.AuthException.Kind;
import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.persistence.Entities;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The way to the store, while there is no database. */
class StoreAccessTest {
    private static final Entities AWAY = new Entities() {
        @Override
        public <T> T call(Function<EntityManager, T> work) {
            throw new DatabaseUnavailableException("The database cannot be reached.", null);
        }
    };

    @Test
    @DisplayName("an outage is logged, but not with each call that fails")
    void logsNowAndThen() {
        List<String> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getMessage());
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        Logger logger = Logger.getLogger(StoreAccess.class.getName());
        logger.addHandler(handler);
        try {
            StoreAccess store = new StoreAccess(AWAY, 8);
            for (int call = 0; call < 100; call++) {
                assertThatThrownBy(() -> store.call(users -> users))
                        .isInstanceOfSatisfying(
                                AuthException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(logged).containsExactly("The database cannot be reached.");
    }
}
