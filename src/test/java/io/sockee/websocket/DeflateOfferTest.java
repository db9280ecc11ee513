package io.sockee.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which offers of permessage-deflate are accepted, and how (RFC 7692, section 7.1). */
@DisplayName("An offer of compression")
class DeflateOfferTest {
    private static final String ACCEPTED = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                " \tpermessage-deflate  ",
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate;client_max_window_bits=10",
                "permessage-deflate; client_max_window_bits=\"8\"",
                "permessage-deflate ; client_max_window_bits = 15 ; server_no_context_takeover",
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                "x-webkit-deflate-frame, permessage-deflate",
                "foo; a=\"1, permessage-deflate; nonsense\", permessage-deflate",
                "permessage-deflate; server_max_window_bits=10, permessage-deflate",
                "permessage-deflate; unknown, permessage-deflate; client_max_window_bits",
                "permessage-bzip2, , permessage-deflate"
            })
    @DisplayName("is accepted, each message by itself")
    void accepted(String offer) {
        assertThat(DeflateOffer.accept(List.of(offer))).contains(ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate; server_max_window_bits=15 | ; server_max_window_bits=15",
                "permessage-deflate; server_max_window_bits=\"15\"; client_max_window_bits | ; server_max_window_bits=15",
                "permessage-deflate; server_max_window_bits=9, permessage-deflate; server_max_window_bits=15 "
                        + "| ; server_max_window_bits=15"
            })
    @DisplayName("is told the window that it asks for, where there is that one")
    void window(String offer, String more) {
        assertThat(DeflateOffer.accept(List.of(offer))).contains(ACCEPTED + more);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "permessage-deflat",
                "Permessage-Deflate",
                "permessage-deflate2",
                "permessage-deflate x",
                "permessage-deflate=1",
                "permessage-deflate;",
                "permessage-deflate; unknown",
                "permessage-deflate; server_no_context_takeover=true",
                "permessage-deflate; server_no_context_takeover=",
                "permessage-deflate; server_no_context_takeover=\"\"",
                "permessage-deflate; client_no_context_takeover=1",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
                "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
                "permessage-deflate; client_max_window_bits; client_max_window_bits=10",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=",
                "permessage-deflate; server_max_window_bits=14",
                "permessage-deflate; server_max_window_bits=8",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_max_window_bits=015",
                "permessage-deflate; client_max_window_bits=7",
                "permessage-deflate; client_max_window_bits=16",
                "permessage-deflate; client_max_window_bits=08",
                "permessage-deflate; client_max_window_bits=+9",
                "permessage-deflate; client_max_window_bits=",
                "permessage-deflate; client_max_window_bits=\"\"",
                "permessage-deflate; client_max_window_bits=\"10",
                "permessage-deflate; client_max_window_bits=\"1 0\"",
                "permessage-deflate; client_max_window_bits=10 10",
                "permessage-deflate; =10",
                "permessage-deflate; \u0000",
                "foo; a=\"permessage-deflate"
            })
    @DisplayName("is declined if anything about it is unknown, repeated, malformed or impossible")
    void declined(String offer) {
        assertThat(DeflateOffer.accept(List.of(offer))).isEmpty();
    }

    @Test
    @DisplayName("may come in several lines, of which the first that can be accepted counts")
    void lines() {
        assertThat(DeflateOffer.accept(List.of())).isEmpty();
        assertThat(DeflateOffer.accept(List.of(
                        "foo",
                        "permessage-deflate; server_max_window_bits=8",
                        "permessage-deflate; client_max_window_bits")))
                .contains(ACCEPTED);
    }
}
