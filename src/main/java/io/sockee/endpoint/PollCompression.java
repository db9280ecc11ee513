package io.sockee.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compresses the answers to polls, as HTTP has it (RFC 9110, sections 8.4 and 12.5.3). Each answer is another one, so that none is
 * compressed for several; that happens on other threads, so that whoever emits to many does not wait for it. An answer waits there
 * as long as others are compressed before it; a client has one at most. Any thread.
 */
public final class PollCompression {
    private static final Logger LOG = System.getLogger(PollCompression.class.getName());

    /** What zlib takes at a time. */
    private static final int BUFFER = 8192;

    private final int threshold;
    private final Executor executor;
    private final BiFunction<byte[], Coding, byte[]> compressor;

    /**
     * @param threshold answers that have fewer bytes are sent as they are
     * @param executor runs what compresses
     */
    public PollCompression(int threshold, Executor executor) {
        this(threshold, executor, PollCompression::compressed);
    }

    PollCompression(int threshold, Executor executor, BiFunction<byte[], Coding, byte[]> compressor) {
        this.threshold = threshold;
        this.executor = executor;
        this.compressor = compressor;
    }

    /** A form in which an answer may be sent. */
    enum Coding {
        GZIP {
            @Override
            OutputStream over(OutputStream out) throws IOException {
                return new FastGzip(out);
            }
        },
        DEFLATE {
            @Override
            OutputStream over(OutputStream out) {
                return new FastDeflate(out);
            }
        };

        /** Its closing frees what zlib holds outside of the heap. */
        abstract OutputStream over(OutputStream out) throws IOException;

        /** Its name in headers. */
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static final class FastDeflate extends DeflaterOutputStream {
        FastDeflate(OutputStream out) {
            super(out, new Deflater(Deflater.BEST_SPEED), BUFFER);
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                def.end();
            }
        }
    }

    /** How answers are compressed for one client. */
    final class ForOne {
        private final Coding coding;

        private ForOne(Coding coding) {
            this.coding = coding;
        }

        /**
         * Compresses an answer, if that is worth it.
         *
         * @param then is given what is to be sent, now or on another thread, and the name of its coding; the answer itself, which has none,
         *     where it is small, or would not be smaller
         */
        void compress(byte[] answer, BiConsumer<byte[], Optional<String>> then) {
            if (answer.length < threshold) {
                then.accept(answer, Optional.empty());
                return;
            }
            try {
                executor.execute(() -> {
                    byte[] compressed = smaller(answer);
                    then.accept(compressed, compressed == answer ? Optional.empty() : Optional.of(coding.wireName()));
                });
            } catch (RuntimeException | Error e) { // stopped, or no thread can be had: it goes out as it is
                then.accept(answer, Optional.empty());
            }
        }

        /** Whatever happens there is an answer: a poll has no time-out, and nobody else would give it one. */
        private byte[] smaller(byte[] answer) {
            try {
                return compressor.apply(answer, coding);
            } catch (RuntimeException | Error e) { // such as no memory outside of the heap
                LOG.log(Level.WARNING, "The answer to a poll could not be compressed, and is sent as it is.", e);
                return answer;
            }
        }
    }

    /** How answers to a request are compressed; null when its client takes none that are. */
    @Nullable
    ForOne forClientOf(HttpServletRequest request) {
        Coding coding = coding(request.getHeaders("Accept-Encoding"));
        return coding == null ? null : by(coding);
    }

    ForOne by(Coding coding) {
        return new ForOne(coding);
    }

    /** The coding that a client takes; null when it takes none. */
    static @Nullable Coding coding(Enumeration<String> values) {
        Coding best = null;
        double most = 0;
        while (values.hasMoreElements()) {
            for (String item : values.nextElement().split(",", -1)) {
                String[] parts = item.split(";", 2);
                double weight = weight(parts);
                for (Coding coding : Coding.values()) {
                    if (parts[0].strip().equalsIgnoreCase(coding.wireName())
                            && (weight > most || (weight == most && weight > 0 && coding == Coding.GZIP))) {
                        best = coding;
                        most = weight;
                    }
                }
            }
        }
        return best;
    }

    private static double weight(String[] parts) {
        if (parts.length == 1) {
            return 1;
        }
        String weight = parts[1].strip();
        return weight.matches("[qQ]=[01](\\.[0-9]{0,3})?") ? Double.parseDouble(weight.substring(2)) : 0;
    }

    /** An answer compressed; the same one where that would not be smaller. */
    static byte[] compressed(byte[] answer, Coding coding) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(answer.length / 2 + 64);
        try (OutputStream over = coding.over(compressed)) {
            over.write(answer);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be: it is written to memory", e);
        }
        return compressed.size() < answer.length ? compressed.toByteArray() : answer;
    }
}
