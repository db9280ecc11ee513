package io.sockee.sockjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message that is sent to many")
class RecentMessagesTest {
    private final RecentMessages recent = new RecentMessages();

    @Test
    @DisplayName("is one frame for all of them")
    void once() {
        String text = "to \"many\"";
        Frames frames = recent.of(text, false);
        assertThat(frames.get(0)).isEqualTo(new Frame.Text("a[\"to \\\"many\\\"\"]"));
        assertThat(recent.of(text, false)).isSameAs(frames);
    }

    @Test
    @DisplayName("is another frame for raw WebSockets")
    void raw() {
        String text = "plain";
        assertThat(recent.of(text, false).get(0)).isEqualTo(new Frame.Text("a[\"plain\"]"));
        assertThat(recent.of(text, true).get(0)).isEqualTo(new Frame.Text("plain"));
        assertThat(recent.of(text, false).get(0)).isEqualTo(new Frame.Text("a[\"plain\"]"));
    }

    @Test
    @DisplayName("is not taken for another one, whoever sends meanwhile")
    void others() {
        IntStream.range(0, 8)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        String text = thread + "." + i;
                        for (int recipient = 0; recipient < 3; recipient++) {
                            assertThat(recent.of(text, true).get(0)).isEqualTo(new Frame.Text(text));
                        }
                    }
                }))
                .toList()
                .forEach(CompletableFuture::join);
    }

    @Test
    @DisplayName("is not kept if it is long")
    void notKept() {
        String text = "x".repeat(RecentMessages.LONGEST + 1);
        assertThat(recent.of(text, true)).isNotSameAs(recent.of(text, true));
        String kept = "x".repeat(RecentMessages.LONGEST);
        assertThat(recent.of(kept, true)).isSameAs(recent.of(kept, true));
    }
}
