package io.sockee.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {

    @ParameterizedTest(name = "{0}: {1} lost, {2} doubled, {3} wrong")
    @CsvSource({
        "0 1 2 3, 0, 0, 0",
        "0 1 2, 1, 0, 0",
        "'', 4, 0, 0",
        "0 2 3, 1, 0, 0",
        "0 2 1 3, 0, 0, 1",
        "0 1 1 2 3, 0, 1, 0",
        "0 3 1 1 2, 0, 1, 2",
        "3, 3, 0, 0",
    })
    @DisplayName("tells of four messages what was lost, doubled, and out of order")
    void tells(String received, long lost, long doubled, long wrong) {
        Counts counts = new Counts();
        Ledger ledger = new Ledger(counts);
        numbers(received).forEach(ledger::received);
        assertThat(ledger.lost(4)).isEqualTo(lost);
        assertThat(counts.doubled).isEqualTo(doubled);
        assertThat(counts.wrong).isEqualTo(wrong);
    }

    private static LongStream numbers(String text) {
        return text.isEmpty()
                ? LongStream.empty()
                : LongStream.of(java.util.Arrays.stream(text.split(" "))
                        .mapToLong(Long::parseLong)
                        .toArray());
    }
}
