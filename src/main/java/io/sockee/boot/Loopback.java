package io.sockee.boot;

import io.sockee.selftest.SelfTestClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Connections to this server itself. Whatever certificate it has is believed: it is for the name by which its clients know it, and
 * nothing is told to it but a secret that it made.
 */
final class Loopback implements SelfTestClient.Dialer {
    private static final int CONNECT_MILLIS = 2_000;

    /** Small, so that the server feels soon that nothing is read. */
    private static final int RECEIVE_BUFFER = 64 * 1024;

    private final HttpAddress address;

    Loopback(HttpAddress address) {
        this.address = address;
    }

    @Override
    public Socket dial() throws IOException {
        IOException last = null;
        for (InetAddress host : InetAddress.getAllByName(address.host())) {
            Socket socket = new Socket();
            try {
                socket.setReceiveBufferSize(RECEIVE_BUFFER);
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(host, address.port()), CONNECT_MILLIS);
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last == null ? new IOException("no address") : last;
    }

    @Override
    public Socket over(Socket connection) throws IOException {
        if (!address.secure()) {
            return connection;
        }
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {new AnyCertificate()}, null);
            SSLSocket secure =
                    (SSLSocket) tls.getSocketFactory().createSocket(connection, address.host(), address.port(), true);
            secure.startHandshake();
            return secure;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static final class AnyCertificate extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
