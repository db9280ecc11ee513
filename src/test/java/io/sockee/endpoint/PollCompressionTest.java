package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.endpoint.PollCompression.Coding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers to polls in the coding that their clients prefer. */
class PollCompressionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|GZIP",
                "GZip|GZIP",
                "deflate|DEFLATE",
                "deflate, gzip|GZIP",
                "gzip, deflate, br|GZIP",
                "gzip;q=0.5, deflate|DEFLATE",
                "gzip;q=0, deflate;q=0.001|DEFLATE",
                "gzip; q=1.0|GZIP",
                "gzip;q=0|",
                "gzip;q=|",
                "gzip;q=many|",
                "br|",
                "identity|",
                "*|",
                "''|",
            })
    void isChosenByTheClient(String header, Coding coding) {
        assertThat(PollCompression.coding(Collections.enumeration(List.of(header))))
                .isEqualTo(coding);
    }

    @Test
    void isNoneWhereTheClientNamesNone() {
        assertThat(PollCompression.coding(Collections.emptyEnumeration())).isNull();
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(PollCompression.coding(Collections.enumeration(List.of("deflate;q=0.2", "gzip;q=0.1"))))
                .isEqualTo(Coding.DEFLATE);
    }

    @ParameterizedTest
    @EnumSource
    void isReadAsWhatItWas(Coding coding) throws IOException {
        byte[] answer = "4{\"text\":\"once and again\"}".repeat(5_000).getBytes(StandardCharsets.UTF_8);
        byte[] compressed = PollCompression.compressed(answer, coding);
        assertThat(compressed.length).isLessThan(answer.length / 10);
        ByteArrayInputStream in = new ByteArrayInputStream(compressed);
        byte[] again = (coding == Coding.GZIP ? new GZIPInputStream(in) : new InflaterInputStream(in)).readAllBytes();
        assertThat(again).isEqualTo(answer);
    }

    @ParameterizedTest
    @EnumSource
    void whatWouldNotBeSmallerIsSentAsItIs(Coding coding) {
        byte[] noise = new byte[3_000];
        new Random(1).nextBytes(noise);
        assertThat(PollCompression.compressed(noise, coding)).isSameAs(noise);
    }

    /** As when there is no memory for zlib: a poll whose answer never came would wait for ever. */
    @ParameterizedTest
    @EnumSource
    void whatCannotBeCompressedIsSentAsItIs(Coding coding) {
        PollCompression compression = new PollCompression(0, Runnable::run, (answer, by) -> {
            throw new InternalError("no memory for zlib");
        });
        List<Object> sent = new ArrayList<>();
        byte[] answer = {'2'};
        compression.by(coding).compress(answer, (bytes, name) -> sent.addAll(List.of(bytes, name)));
        assertThat(sent).containsExactly(answer, Optional.empty());
    }

    @Test
    void whatComesWhileTheThreadsAreBeingStoppedIsSentAsItIs() {
        assertSentAsItIsWhere(new RejectedExecutionException("stopped"));
    }

    @Test
    void whatComesWhileNoThreadCanBeHadIsSentAsItIs() {
        assertSentAsItIsWhere(new OutOfMemoryError("unable to create native thread"));
    }

    private static void assertSentAsItIsWhere(Throwable failure) {
        PollCompression compression = new PollCompression(0, task -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        });
        List<Object> sent = new ArrayList<>();
        byte[] answer = {'2'};
        compression.by(Coding.GZIP).compress(answer, (bytes, name) -> sent.addAll(List.of(bytes, name)));
        assertThat(sent).containsExactly(answer, Optional.empty());
    }
}
