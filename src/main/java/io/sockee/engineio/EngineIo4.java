package io.sockee.engineio;

import io.sockee.connection.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Engine.IO's version 4: bodies as in {@link Payload}, binary frames without a type, and the server pings. */
final class EngineIo4 implements EngineVersion {
    static final EngineVersion INSTANCE = new EngineIo4();

    private EngineIo4() {}

    @Override
    public String number() {
        return "4";
    }

    @Override
    public boolean isMeantBy(@Nullable String eio) {
        return number().equals(eio);
    }

    @Override
    public String openPacket(EngineSettings settings, String sid, boolean offersUpgrade) {
        return settings.openPacket(sid, offersUpgrade, ",\"maxPayload\":" + settings.maxPayload());
    }

    /** Any but bytes, which are a body of version 3. */
    @Override
    public boolean takes(@Nullable String type) {
        return type == null || !type.startsWith("application/octet-stream");
    }

    /** Text in any case: binary packets are base64. */
    @Override
    public PayloadWriter payload(int limit, boolean takesBytes) {
        return new Payload.Writer(limit);
    }

    @Override
    public byte[] single(String packet) {
        return packet.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public PayloadReader packets(String body) {
        return new Payload.Reader(body);
    }

    @Override
    public PayloadReader packets(byte[] body) {
        throw new IllegalStateException("Version 4 has no bodies of bytes.");
    }

    @Override
    public boolean isBinary(String packet) {
        return Payload.isBinary(packet);
    }

    @Override
    public byte @Nullable [] binary(String packet) {
        return Payload.binary(packet);
    }

    @Override
    public byte @Nullable [] message(byte[] frame) {
        return frame;
    }

    @Override
    public Frame.Binary frame(byte[] message) {
        return new Frame.Binary(message);
    }

    @Override
    public String base64(byte[] frame) {
        return "b" + Base64.getEncoder().encodeToString(frame);
    }

    @Override
    public boolean clientPings() {
        return false;
    }
}
