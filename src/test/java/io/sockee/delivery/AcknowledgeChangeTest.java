package io.sockee.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An answer of a device that waits to be stored")
class AcknowledgeChangeTest {
    private final DeviceLink link = new DeviceLink(7, new RecordingSocket("s"), false, settled -> {});

    private DeviceLink.Settled settled(long seq, Optional<Missed> missed) {
        return new DeviceLink.Settled(link, List.of(seq), 10, missed, OptionalLong.empty());
    }

    @Test
    @DisplayName(
            "takes in those that come meanwhile, and none that comes after it has begun: it may have to be repeated")
    void joins() {
        AcknowledgeChange change = link.newChange(settled(1, Optional.empty())).orElseThrow();
        assertThat(link.newChange(settled(2, Optional.empty()))).isEmpty();
        assertThat(make(change)).isFalse(); // the device has been removed
        assertThat(link.newChange(settled(3, Optional.empty())))
                .isPresent()
                .get()
                .isNotSameAs(change);
    }

    /** Fails when it is asked for anything. */
    private static EntityManager nobody() {
        return (EntityManager) Proxy.newProxyInstance(
                AcknowledgeChangeTest.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (self, method, given) -> {
                    throw new AssertionError(method);
                });
    }

    private static boolean make(AcknowledgeChange change) {
        return change.make(new DeviceStore(nobody()), Map.of());
    }

    @Test
    @DisplayName("stands alone when it says that something was missed")
    void standsAlone() {
        Missed missed = new Missed(Gap.OUT_OF_ORDER, 5);
        AcknowledgeChange plain = new AcknowledgeChange(settled(1, Optional.empty()));
        assertThat(plain.join(settled(2, Optional.of(missed)))).isFalse();
        assertThat(new AcknowledgeChange(settled(1, Optional.of(missed))).join(settled(2, Optional.empty())))
                .isFalse();
    }
}
