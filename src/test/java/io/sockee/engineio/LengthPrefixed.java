package io.sockee.engineio;

import io.sockee.connection.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version that differs from the fourth in each respect, as the third does: packets stand behind their lengths, binary
 * messages behind a 4, clients ping, and say nothing of what goes without saying.
 */
final class LengthPrefixed implements EngineVersion {

    @Override
    public String number() {
        return "3";
    }

    @Override
    public boolean takes(@Nullable String type) {
        return true; // bytes too, which the third version puts packets into
    }

    @Override
    public PayloadWriter payload(int limit) {
        StringBuilder body = new StringBuilder();
        return new PayloadWriter() {
            @Override
            public boolean add(Frame frame) {
                String packet = frame instanceof Frame.Text text
                        ? text.text()
                        : frame instanceof Frame.Binary binary
                                ? "b" + Base64.getEncoder().encodeToString(binary.bytes())
                                : "1";
                boolean fits = isEmpty() || body.length() + packet.length() + 8 <= limit;
                if (fits) {
                    body.append(packet.length()).append(':').append(packet);
                }
                return fits;
            }

            @Override
            public boolean isEmpty() {
                return body.isEmpty();
            }

            @Override
            public byte[] bytes() {
                return body.toString().getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    @Override
    public byte[] single(String packet) {
        return (packet.length() + ":" + packet).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public PayloadReader packets(String body) {
        return new PayloadReader() {
            private int from;

            @Override
            public @Nullable String next() {
                if (from >= body.length()) {
                    return null;
                }
                int colon = body.indexOf(':', from);
                int end = colon + 1 + Integer.parseInt(body.substring(from, colon));
                from = end;
                return body.substring(colon + 1, end);
            }
        };
    }

    @Override
    public boolean hasMoreThan(int limit, String body) {
        PayloadReader packets = packets(body);
        int count = 0;
        while (packets.next() != null) {
            count++;
        }
        return count > limit;
    }

    @Override
    public boolean isBinary(String packet) {
        return packet.startsWith("b4");
    }

    @Override
    public byte @Nullable [] binary(String packet) {
        return Base64.getDecoder().decode(packet.substring(2));
    }

    @Override
    public byte @Nullable [] message(byte[] frame) {
        return frame.length == 0 || frame[0] != 4 ? null : Arrays.copyOfRange(frame, 1, frame.length);
    }

    @Override
    public boolean clientPings() {
        return true;
    }

    @Override
    public Optional<String> implied() {
        return Optional.of("4hello");
    }
}
