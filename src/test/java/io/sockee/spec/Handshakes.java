package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Handshake;

/** What an open packet of the conformance server has to say. */
final class Handshakes {

    private Handshakes() {}

    static void assertConformance(Handshake handshake, String... upgrades) {
        assertThat(handshake.keys())
                .containsExactlyInAnyOrder("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
        assertThat(handshake.sid()).isNotEmpty();
        assertThat(handshake.upgrades()).containsExactly(upgrades);
        assertThat(handshake.pingInterval()).isEqualTo(300);
        assertThat(handshake.pingTimeout()).isEqualTo(200);
        assertThat(handshake.maxPayload()).isEqualTo(1_000_000);
    }
}
