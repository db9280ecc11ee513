package io.sockee.engineio;

import io.sockee.connection.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Engine.IO's version 3, as clients of Socket.IO 1 and 2 speak it: bodies as in {@link PrefixedPayload}, binary messages behind
 * their type, and the client pings.
 */
final class EngineIo3 implements EngineVersion {
    static final EngineVersion INSTANCE = new EngineIo3();

    /** What stands before a binary message: the type as a byte, not as the digit that it is in texts. */
    private static final byte MESSAGE = 4;

    /** What stands before one in base64, where bytes cannot go. */
    private static final String BASE64_MESSAGE = "b" + EnginePacketType.MESSAGE.packet();

    private EngineIo3() {}

    @Override
    public String number() {
        return "3";
    }

    /** As the official server has it, which takes a client that names no version for an old one. */
    @Override
    public boolean isMeantBy(@Nullable String eio) {
        return !EngineIo4.INSTANCE.isMeantBy(eio);
    }

    @Override
    public String openPacket(EngineSettings settings, String sid, boolean offersUpgrade) {
        return settings.openPacket(sid, offersUpgrade, "");
    }

    @Override
    public boolean takes(@Nullable String type) {
        return true;
    }

    @Override
    public PayloadWriter payload(int limit, boolean takesBytes) {
        return new PrefixedPayload.Writer(limit, takesBytes);
    }

    @Override
    public byte[] single(String packet) {
        return (packet.length() + ":" + packet).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public PayloadReader packets(String body) {
        return new PrefixedPayload.TextReader(body);
    }

    @Override
    public PayloadReader packets(byte[] body) {
        return new PrefixedPayload.BytesReader(body);
    }

    @Override
    public boolean isBinary(String packet) {
        return Payload.isBinary(packet);
    }

    /** Exactly one digit is the type: what follows may begin with a 4, too. */
    @Override
    public byte @Nullable [] binary(String packet) {
        return packet.startsWith(BASE64_MESSAGE) ? Payload.bytes(packet.substring(BASE64_MESSAGE.length())) : null;
    }

    @Override
    public byte @Nullable [] message(byte[] frame) {
        return frame.length == 0 || frame[0] != MESSAGE ? null : Arrays.copyOfRange(frame, 1, frame.length);
    }

    @Override
    public Frame.Binary frame(byte[] message) {
        byte[] frame = new byte[message.length + 1];
        frame[0] = MESSAGE;
        System.arraycopy(message, 0, frame, 1, message.length);
        return new Frame.Binary(frame);
    }

    @Override
    public String base64(byte[] frame) {
        return BASE64_MESSAGE + Base64.getEncoder().encodeToString(Arrays.copyOfRange(frame, 1, frame.length));
    }

    @Override
    public boolean clientPings() {
        return true;
    }
}
