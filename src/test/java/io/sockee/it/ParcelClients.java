package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two clients, one of whom is told what becomes of a parcel of the test's own. */
abstract class ParcelClients {
    private static int parcels;

    final String parcel = another();
    Client ann;
    Client bob;

    /** The id of a parcel that no test has had. */
    static String another() {
        return "'p" + ++parcels + "'";
    }

    @BeforeEach
    void join() {
        ann = Client.join("/tx");
        bob = Client.join("/tx");
        bob.call("parcel-watch", parcel);
    }

    @AfterEach
    void cut() {
        ann.close();
        bob.close();
    }

    /** Bob has heard these, and nothing else; Ann, who is in no room, nothing. */
    void heard(String... packets) {
        for (String packet : packets) {
            assertThat(bob.next()).isEqualTo(packet);
        }
        bob.heardNothing();
        ann.heardNothing();
    }
}
