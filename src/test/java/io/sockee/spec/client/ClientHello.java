package io.sockee.spec.client;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** What a client of TLS says first. */
public final class ClientHello {

    private ClientHello() {}

    /** The bytes of one. */
    public static byte[] bytes() {
        try {
            SSLEngine engine = AnyCertificate.context().createSSLEngine();
            engine.setUseClientMode(true);
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            Object unused = engine.wrap(ByteBuffer.allocate(0), hello);
            byte[] bytes = new byte[hello.position()];
            hello.flip().get(bytes);
            return bytes;
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }
}
