package io.sockee.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.naming.NameNotFoundException;
import org.junit.jupiter.api.Test;

/** What is looked up, and how often. */
class ServerJtaPlatformTest {
    private static final String MANAGER = "java:jboss/TransactionManager";
    private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

    private final List<String> asked = new ArrayList<>();

    private ServerJtaPlatform platform(Map<String, Object> names) {
        return new ServerJtaPlatform(name -> {
            asked.add(name);
            Object found = names.get(name);
            if (found == null) {
                throw new NameNotFoundException(name);
            }
            return found;
        });
    }

    private static <T> T standIn(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> Status.STATUS_NO_TRANSACTION));
    }

    @Test
    void eachNameIsLookedUpOnce() {
        TransactionManager manager = standIn(TransactionManager.class);
        ServerJtaPlatform platform =
                platform(Map.of(MANAGER, manager, REGISTRY, standIn(TransactionSynchronizationRegistry.class)));
        for (int call = 0; call < 3; call++) {
            assertThat(platform.getCurrentStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
            assertThat(platform.retrieveTransactionManager()).isSameAs(manager);
        }
        assertThat(asked).containsExactly(REGISTRY, MANAGER);
    }

    @Test
    void aServerWithoutTransactionsIsAskedAgain() {
        ServerJtaPlatform platform = platform(Map.of());
        for (int call = 0; call < 2; call++) {
            assertThatThrownBy(platform::getCurrentStatus).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(platform::retrieveTransactionManager).isInstanceOf(IllegalStateException.class);
        }
        assertThat(asked).containsExactly(REGISTRY, MANAGER, REGISTRY, MANAGER);
    }
}
