package io.sockee.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies of polling in version 3. */
class PrefixedPayloadTest {
    private static final EngineVersion VERSION = EngineIo3.INSTANCE;

    private static PrefixedPayload.Writer write(boolean takesBytes, Frame... frames) {
        PrefixedPayload.Writer writer = new PrefixedPayload.Writer(1_000_000, takesBytes);
        Stream.of(frames).forEach(writer::add);
        return writer;
    }

    private static String text(PrefixedPayload.Writer writer) {
        assertThat(writer.isText()).isTrue();
        return new String(writer.bytes(), StandardCharsets.UTF_8);
    }

    private static String hex(PrefixedPayload.Writer writer) {
        assertThat(writer.isText()).isFalse();
        return HexFormat.of().formatHex(writer.bytes());
    }

    private static Frame binary(int... message) {
        byte[] bytes = new byte[message.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) message[i];
        }
        return VERSION.frame(bytes);
    }

    /** The packets, binary ones in hexadecimal; {@code broken} behind them if that is what follows. */
    private static List<String> read(EngineVersion.PayloadReader reader) {
        List<String> packets = new ArrayList<>();
        for (Frame.Message packet = reader.read(); packet != null; packet = reader.read()) {
            packets.add(
                    packet instanceof Frame.Binary binary
                            ? HexFormat.of().formatHex(binary.bytes())
                            : ((Frame.Text) packet).text());
        }
        if (reader.isBroken()) {
            packets.add("broken");
        }
        return packets;
    }

    private static EngineVersion.PayloadReader bytes(String hex) {
        return VERSION.packets(HexFormat.of().parseHex(hex));
    }

    @Test
    void lengthsOfTextCountUtf16Units() {
        assertThat(text(write(true, new Frame.Text("4€"), new Frame.Text("4\ud83d\ude00"))))
                .isEqualTo("2:4€3:4\ud83d\ude00");
        assertThat(read(VERSION.packets("2:4€3:4\ud83d\ude001:2"))).containsExactly("4€", "4\ud83d\ude00", "2");
    }

    @Test
    void lengthsOfTextAmongBytesCountBytes() {
        assertThat(hex(write(true, new Frame.Text("4€"), binary(7)))).isEqualTo("0004ff34e282ac" + "0102ff0407");
        assertThat(read(bytes("0004ff34e282ac" + "0102ff0407"))).containsExactly("4€", "07");
    }

    // B9, B10
    @Test
    void binaryIsBytesForThoseWhoTakeThemAndBase64ForAllOthers() {
        Frame[] frames = {new Frame.Text("4hello"), binary(1, 2, 3, 4)};
        assertThat(text(write(false, frames))).isEqualTo("6:4hello10:b4AQIDBA==");
        assertThat(hex(write(true, frames))).isEqualTo("0006ff3468656c6c6f" + "0105ff0401020304");
    }

    @Test
    void lengthsOfSeveralDigitsAreBytesFromZeroToNine() {
        String hex = hex(write(true, binary(new int[200])));
        assertThat(hex).startsWith("01" + "020001" + "ff" + "04");
        assertThat(read(bytes(hex))).containsExactly("00".repeat(200));
    }

    /** Its payload may begin with a 4, too. */
    @Test
    void base64BeginsBehindOneDigit() {
        assertThat(VERSION.base64(((Frame.Binary) binary(0xe0, 0, 0)).bytes())).isEqualTo("b44AAA");
        assertThat(VERSION.binary("b44AAA")).containsExactly(0xe0, 0, 0);
        assertThat(VERSION.binary("b4")).isEmpty();
        for (String other : List.of("b", "b2AAA=", "bAAAA", "b4A")) {
            assertThat(VERSION.binary(other)).as(other).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                ":",
                "4hello",
                "7:4hello",
                "-1:4",
                "+1:4",
                "1e1:4",
                " 1:4",
                "1",
                "12345678901:4",
                "x:4"
            })
    void whatHasNoLengthOrLessThanItIsBroken(String body) {
        assertThat(read(VERSION.packets(body))).containsExactly("broken");
        assertThat(VERSION.packets(body).hasMoreThan(0)).isFalse();
    }

    @Test
    void whatStandsBeforeSomethingBrokenIsRead() {
        assertThat(read(VERSION.packets("2:4a9:4b"))).containsExactly("4a", "broken");
        assertThat(read(bytes("0002ff3461" + "0105ff040102"))).containsExactly("4a", "broken");
    }

    /** Some servers look for the rest of the packet for ever. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "01",
                "0105",
                "0105ff",
                "0105ff040102",
                "01ff",
                "0105ff0301020304",
                "0201ff32",
                "00ff",
                "000aff34",
                "00010a34",
                "0000000000000000000001ff32",
                "0100ff",
                "0003ff34c3",
                "0003ff34c328"
            })
    void brokenBytesAreToldAsSuch(String hex) {
        assertThat(read(bytes(hex))).containsExactly("broken");
    }

    @Test
    void countsPackets() {
        assertThat(VERSION.packets("2:4a2:4b").hasMoreThan(2)).isFalse();
        assertThat(VERSION.packets("2:4a2:4b1:2").hasMoreThan(2)).isTrue();
        assertThat(bytes("0002ff3461" + "0102ff0407").hasMoreThan(1)).isTrue();
        assertThat(bytes("0002ff3461" + "0102ff0407").hasMoreThan(2)).isFalse();
    }

    /** 4€ has four bytes, and twelve may stand before it. */
    @ParameterizedTest
    @CsvSource({"32, true", "31, false"})
    void takesAsManyBytesAsItsLimit(int limit, boolean fits) {
        PrefixedPayload.Writer writer = new PrefixedPayload.Writer(limit, true);
        assertThat(writer.add(new Frame.Text("4€"))).isTrue();
        assertThat(writer.add(new Frame.Text("4€"))).isEqualTo(fits);
    }

    @Test
    void takesNoClosePacketBesideOthers() {
        Frame close = new Frame.Close(CloseReason.FORCED_SERVER_CLOSE);
        assertThat(text(write(true, new Frame.Text("4"), close))).isEqualTo("1:4");
        assertThat(text(write(true, close, new Frame.Text("4")))).isEqualTo("1:1");
    }

    @Test
    void readsWhatItWrote() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<Frame> frames = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            boolean takesBytes = random.nextBoolean();
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                byte[] bytes = new byte[random.nextInt(50)];
                random.nextBytes(bytes);
                String text = "4" + new String(bytes, StandardCharsets.ISO_8859_1);
                boolean isText = random.nextBoolean();
                frames.add(isText ? new Frame.Text(text) : VERSION.frame(bytes));
                String hex = HexFormat.of().formatHex(bytes);
                expected.add(isText ? text : hex);
            }
            PrefixedPayload.Writer writer = write(takesBytes, frames.toArray(Frame[]::new));
            EngineVersion.PayloadReader reader = writer.isText()
                    ? VERSION.packets(new String(writer.bytes(), StandardCharsets.UTF_8))
                    : VERSION.packets(writer.bytes());
            List<String> packets = read(reader).stream()
                    .map(packet -> writer.isText() && packet.startsWith("b4")
                            ? HexFormat.of().formatHex(VERSION.binary(packet))
                            : packet)
                    .toList();
            assertThat(packets).as("seed %s", seed).isEqualTo(expected);
        }
    }
}
