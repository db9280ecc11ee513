package io.sockee.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

    private static List<String> read(String body) {
        Payload.Reader reader = new Payload.Reader(body);
        List<String> packets = new ArrayList<>();
        for (String packet = reader.next(); packet != null; packet = reader.next()) {
            packets.add(packet);
        }
        return packets;
    }

    private static String write(Frame... frames) {
        Payload.Writer writer = new Payload.Writer(1_000_000);
        Stream.of(frames).forEach(writer::add);
        return new String(writer.bytes(), StandardCharsets.UTF_8);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("", List.of("")),
                Arguments.of("4", List.of("4")),
                Arguments.of("4hello", List.of("4hello")),
                Arguments.of("4a\u001e4b", List.of("4a", "4b")),
                Arguments.of("4a\u001e2\u001ebAQID", List.of("4a", "2", "bAQID")),
                Arguments.of("\u001e", List.of("", "")),
                Arguments.of("4a\u001e", List.of("4a", "")),
                Arguments.of("\u001e4a", List.of("", "4a")),
                Arguments.of("4€\u001e4\ud83d\ude00", List.of("4€", "4\ud83d\ude00")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void splitsABodyAtTheSeparators(String body, List<String> packets) {
        assertThat(read(body)).isEqualTo(packets);
    }

    @Test
    void joinsPacketsAndWritesBinaryAsBase64() {
        assertThat(write(new Frame.Text("4a"))).isEqualTo("4a");
        assertThat(write(new Frame.Text("4a"), new Frame.Binary(new byte[] {1, 2, 3}), new Frame.Text("2")))
                .isEqualTo("4a\u001ebAQID\u001e2");
        assertThat(write(new Frame.Binary(new byte[0]))).isEqualTo("b");
        assertThat(write(new Frame.Close(CloseReason.FORCED_SERVER_CLOSE))).isEqualTo("1");
        assertThat(write()).isEmpty();
    }

    @Test
    void takesNoClosePacketBesideOthers() {
        assertThat(write(new Frame.Text("4"), new Frame.Close(CloseReason.FORCED_SERVER_CLOSE)))
                .isEqualTo("4");
    }

    /** 4€ has four bytes, a binary packet of three bytes five. */
    @ParameterizedTest
    @CsvSource({"9, true", "8, false"})
    void takesAsManyBytesAsItsLimit(int limit, boolean fits) {
        Payload.Writer writer = new Payload.Writer(limit);
        assertThat(writer.add(new Frame.Text("4€"))).isTrue();
        assertThat(writer.add(new Frame.Text("4€"))).isEqualTo(fits);
    }

    @Test
    void takesOnePacketHoweverLarge() {
        Payload.Writer writer = new Payload.Writer(4);
        assertThat(writer.add(new Frame.Binary(new byte[300]))).isTrue();
        assertThat(writer.add(new Frame.Text("2"))).isFalse();
    }

    @Test
    void countsPackets() {
        assertThat(Payload.hasMoreThan(2, "4a\u001e4b")).isFalse();
        assertThat(Payload.hasMoreThan(2, "4a\u001e4b\u001e")).isTrue();
        assertThat(Payload.hasMoreThan(1, "")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "bAQID", "bAQ==", "bAQ", "bAQID\n", "bAQ\r\nID\r\n"})
    void takesBase64WithAndWithoutPadding(String packet) {
        assertThat(Payload.isBinary(packet)).isTrue();
        assertThat(Payload.binary(packet)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bA", "b====", "bA Q=", "b\u0000", "bAQI€", "b_-_-"})
    void refusesWhatIsNotBase64(String packet) {
        assertThat(Payload.binary(packet)).isNull();
    }

    @Test
    void onlyTextThatBeginsWithBIsBinary() {
        assertThat(Payload.isBinary("")).isFalse();
        assertThat(Payload.isBinary("4b")).isFalse();
        assertThat(Payload.isBinary("B")).isFalse();
    }

    @Test
    void readsWhatItWrote() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<Frame> frames = new ArrayList<>();
            int count = 1 + random.nextInt(8);
            for (int i = 0; i < count; i++) {
                byte[] bytes = new byte[random.nextInt(50)];
                random.nextBytes(bytes);
                frames.add(
                        random.nextBoolean()
                                ? new Frame.Binary(bytes)
                                : new Frame.Text(
                                        "4" + new String(bytes, StandardCharsets.ISO_8859_1).replace('\u001e', ' ')));
            }
            List<String> packets = read(write(frames.toArray(Frame[]::new)));
            assertThat(packets).as("seed %s", seed).hasSize(count);
            for (int i = 0; i < count; i++) {
                if (frames.get(i) instanceof Frame.Binary binary) {
                    assertThat(Arrays.equals(Payload.binary(packets.get(i)), binary.bytes()))
                            .as("seed %s", seed)
                            .isTrue();
                } else {
                    assertThat(new Frame.Text(packets.get(i)))
                            .as("seed %s", seed)
                            .isEqualTo(frames.get(i));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "9", "x", " 4", "/", ":", "\u0664"})
    void whatBeginsWithNoTypeIsNoPacket(String packet) {
        assertThat(EnginePacketType.of(packet)).isNull();
    }

    @Test
    void typesAreTheDigitsFromZeroToSix() {
        assertThat(EnginePacketType.values())
                .extracting(EnginePacketType::packet)
                .containsExactly("0", "1", "2", "3", "4", "5", "6");
        for (EnginePacketType type : EnginePacketType.values()) {
            assertThat(EnginePacketType.of(type.packet() + "data")).isEqualTo(type);
        }
    }

    @Test
    void takesNothingBehindAClosePacket() {
        Payload.Writer writer = new Payload.Writer(1_000);
        assertThat(writer.add(new Frame.Close(CloseReason.FORCED_SERVER_CLOSE))).isTrue();
        assertThat(writer.add(new Frame.Text("4late"))).isFalse();
        assertThat(new String(writer.bytes(), StandardCharsets.UTF_8)).isEqualTo("1");
    }
}
