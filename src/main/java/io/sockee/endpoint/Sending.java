package io.sockee.endpoint;

import io.sockee.connection.Frame;
import io.sockee.websocket.Compression;
import io.sockee.websocket.FrameBytes;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** How messages become frames on WebSockets with framing of our own, and who is told how many left. Any thread. */
final class Sending {
    private final @Nullable Compression compression;
    private final IntConsumer written;
    private final Function<Frame.Message, byte[]> compressor;

    /**
     * @param compression if it was agreed on
     * @param written told of each write, with the number of frames in it
     */
    Sending(@Nullable Compression compression, IntConsumer written) {
        this.compression = compression;
        this.written = written;
        this.compressor = message -> compression == null ? encode(message) : compression.compress(encode(message));
    }

    @Nullable
    Compression compression() {
        return compression;
    }

    /** A message's frame: the same for all recipients that have agreed on the same. */
    byte[] encoded(Frame.Message message) {
        return compression == null || message instanceof Frame.Ping || isPlain(message, compression)
                ? message.encoded(Sending::encode)
                : message.compressed(compressor);
    }

    private static boolean isPlain(Frame.Message message, Compression compression) {
        return message.size() < compression.threshold() || message.isLeftPlain();
    }

    private static byte[] encode(Frame.Message message) {
        if (message instanceof Frame.Text text) {
            return FrameBytes.text(text.text());
        }
        return message instanceof Frame.Binary binary ? FrameBytes.binary(binary.bytes()) : FrameBytes.ping();
    }

    void written(int frames) {
        written.accept(frames);
    }
}
