package io.sockee.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.ManualTimers;
import io.sockee.routing.LogLines;
import io.sockee.traffic.TrafficLog;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Requests for the traffic log")
class TrafficDataTest {
    private final TrafficLog log = new TrafficLog(new ManualTimers(), () -> 0, (namespace, event) -> false);
    private final TrafficData data = new TrafficData(log, new TrafficData.Bounds(86_400, 2_000, 0));

    private TrafficData.Answer ask(String method, Map<String, String> query, String who) {
        return data.answer(method, query, who);
    }

    private static String error(TrafficData.Answer answer) {
        return answer.json().get("error").asText();
    }

    @Test
    @DisplayName("are in the server's log with who begins, reads first and ends a watch of whom, and nothing twice")
    void whoAsks() {
        try (LogLines lines = LogLines.of(TrafficData.class)) {
            TrafficData.Answer begun = ask("POST", Map.of("user", "bob\nx", "seconds", "86400"), "ann at 192.0.2.1");
            Map<String, String> id = Map.of("id", begun.json().get("id").asText());
            for (String reader : new String[] {"ann at 192.0.2.1", "eve at 192.0.2.2", "eve at 192.0.2.2"}) {
                assertThat(ask("GET", id, reader).status()).isEqualTo(200);
            }
            ask("DELETE", id, "eve at 192.0.2.2");
            ask("GET", Map.of("id", "4711"), "mallory");
            assertThat(lines.lines())
                    .containsExactly(
                            "Watch 1 of the traffic log: the packets of user bob_x are written down for 86400 s,"
                                    + " without payloads. Asked for by ann at 192.0.2.1.",
                            "Watch 1 of the traffic log is read by eve at 192.0.2.2.",
                            "Watch 1 of the traffic log was ended by eve at 192.0.2.2.");
        }
    }

    @Test
    @DisplayName("are told that payloads may not be shown, where they may not")
    void noPayloads() {
        TrafficData.Answer refused = ask("POST", Map.of("user", "bob", "payload", "1"), "ann");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(error(refused)).isEqualTo("Payloads may not be shown here: sockee.traffic.max-payload is 0.");
        assertThat(ask("POST", Map.of("user", "bob", "payload", "0"), "ann").status())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("are told that there is no such watch, or that they name none")
    void unknown() {
        assertThat(ask("DELETE", Map.of("id", "7"), "ann").status()).isEqualTo(404);
        assertThat(ask("GET", Map.of("id", "7"), "ann").status()).isEqualTo(404);
        TrafficData.Answer unnamed = ask("DELETE", Map.of(), "ann");
        assertThat(unnamed.status()).isEqualTo(400);
        assertThat(error(unnamed)).isEqualTo("Say which watch is to end: id=NUMBER.");
    }

    @Test
    @DisplayName("are told when there are as many watches as there may be")
    void full() {
        for (int i = 0; i < TrafficLog.MAX_WATCHES; i++) {
            assertThat(ask("POST", Map.of("socket", "s"), "ann").status()).isEqualTo(201);
        }
        assertThat(ask("POST", Map.of("socket", "s"), "ann").status()).isEqualTo(409);
    }
}
