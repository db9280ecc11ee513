package io.sockee.it;

import static io.sockee.it.Client.event;
import static io.sockee.it.Client.failed;
import static io.sockee.it.Client.internalError;
import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told of entities in transactions of the container's; run where there is the package {@code parcels}, on each database. */
abstract class TransactionEntities extends ParcelClients {
    private String parcel(String change, String state) {
        return event("parcel." + change, "{'id':" + parcel + ",'state':'" + state + "','tags':['a']}");
    }

    @Test
    @Tag("smoke")
    @DisplayName("an entity is told once for each transaction, with its last state and its lazy relations")
    void entity() {
        assertThat(ann.call("parcel-store", parcel, "false")).isEqualTo(ok("false"));
        heard(parcel("created", "there"));
        assertThat(ann.call("parcel-change", parcel, "false")).isEqualTo(ok("false"));
        heard(parcel("updated", "back"));
        assertThat(ann.call("parcel-remove", parcel)).isEqualTo(ok("false"));
        heard(event("parcel.removed", parcel));
    }

    @Test
    @Tag("smoke")
    @DisplayName("nothing is told of an entity that came and went, or whose transaction was rolled back")
    void nothing() {
        assertThat(ann.call("parcel-pass", parcel)).isEqualTo(ok("false"));
        assertThat(ann.call("parcel-store", parcel, "true")).isEqualTo(failed("As asked for."));
        heard();
        assertThat(ann.call("parcel-store", parcel, "false")).isEqualTo(ok("false"));
        heard(parcel("created", "there"));
        assertThat(ann.call("parcel-change", parcel, "true")).isEqualTo(failed("As asked for."));
        heard();
        assertThat(ann.call("parcel-store", parcel, "false")).as("it is there").matches(internalError());
        heard();
    }
}
