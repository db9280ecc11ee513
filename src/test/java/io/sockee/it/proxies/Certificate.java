package io.sockee.it.proxies;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of the tests' own, as PEM files for the proxies, and a way to connect to who has it. */
final class Certificate {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final SSLContext trusting;

    private Certificate(SSLContext trusting) {
        this.trusting = trusting;
    }

    /** Makes {@code certificate.pem}, {@code key.pem} and {@code both.pem}. */
    static Certificate in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("tests.p12");
        Files.deleteIfExists(store);
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "proxy",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=sockee.example.org",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new AssertionError("no certificate: " + Files.readString(folder.resolve("keytool.log")));
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        String certificate = pem("CERTIFICATE", keys.getCertificate("proxy").getEncoded());
        String key = pem("PRIVATE KEY", keys.getKey("proxy", PASSWORD).getEncoded());
        Files.writeString(folder.resolve("certificate.pem"), certificate);
        Files.writeString(folder.resolve("key.pem"), key);
        Files.writeString(folder.resolve("both.pem"), certificate + key);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("proxy", keys.getCertificate("proxy"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return new Certificate(context);
    }

    private static String pem(String what, byte[] bytes) {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + what + "-----\n" + encoder.encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    /** Connects with TLS, from another address of this machine than all else here has. */
    Socket connect(int port, InetAddress from) throws IOException {
        return trusting.getSocketFactory().createSocket(InetAddress.getByName("127.0.0.1"), port, from, 0);
    }
}
