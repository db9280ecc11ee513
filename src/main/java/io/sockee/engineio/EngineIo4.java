package io.sockee.engineio;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Engine.IO's version 4: bodies as in {@link Payload}, binary frames without a type, and the server pings. */
final class EngineIo4 implements EngineVersion {
    static final EngineVersion INSTANCE = new EngineIo4();

    private EngineIo4() {}

    @Override
    public String number() {
        return "4";
    }

    /** Any but bytes, which are a body of version 3. */
    @Override
    public boolean takes(@Nullable String type) {
        return type == null || !type.startsWith("application/octet-stream");
    }

    @Override
    public PayloadWriter payload(int limit) {
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
    public boolean hasMoreThan(int limit, String body) {
        return Payload.hasMoreThan(limit, body);
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
    public boolean clientPings() {
        return false;
    }

    @Override
    public Optional<String> implied() {
        return Optional.empty();
    }
}
