package io.sockee.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FramesTest {

    @Test
    void aTextIsOneFrameOfItsLength() {
        Frames frames = Frames.text("42[]");
        assertThat(frames.count()).isEqualTo(1);
        assertThat(frames.size()).isEqualTo(4);
        assertThat(frames.get(0)).isEqualTo(new Frame.Text("42[]"));
    }

    @Test
    void attachmentsFollowTheTextInTheirOrder() {
        byte[] first = {1};
        byte[] second = {2, 3};
        Frames frames = Frames.of("452-[]", List.of(first, second));
        assertThat(frames.count()).isEqualTo(3);
        assertThat(frames.size()).isEqualTo(6 + 1 + 2);
        assertThat(((Frame.Binary) frames.get(1)).bytes()).isSameAs(first);
        assertThat(((Frame.Binary) frames.get(2)).bytes()).isSameAs(second);
    }

    @Test
    void theEndOfAConnectionTakesNoRoom() {
        assertThat(Frames.of(new Frame.Close(CloseReason.FORCED_CLOSE)).size()).isZero();
    }

    @Test
    void closeReasonsHaveDistinctTexts() {
        Set<String> texts =
                Stream.of(CloseReason.values()).map(CloseReason::text).collect(Collectors.toSet());
        assertThat(texts)
                .hasSize(CloseReason.values().length)
                .contains(
                        "transport error",
                        "transport close",
                        "ping timeout",
                        "parse error",
                        "forced close",
                        "forced server close",
                        "server shutting down");
    }
}
