package io.anyport.undertow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates that sign themselves, as PEM files in a folder. Each is made once. */
record TestKeys(Path chain, Path key, KeyStore trust) {

    private static final Map<String, TestCertificate> MADE = new ConcurrentHashMap<>();

    static TestKeys make(Path folder, String algorithm, String name) throws IOException, GeneralSecurityException {
        var made = MADE.computeIfAbsent(algorithm + " " + name, pair -> TestCertificate.make(algorithm, name));
        var chain = Files.writeString(folder.resolve(name + ".crt"), pem("CERTIFICATE", made.certificate()));
        var key = Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", made.key()));
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry(
                "server",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(made.certificate())));
        return new TestKeys(chain, key, trust);
    }

    static String pem(String label, byte[] encoded) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + label
                + "-----\n";
    }

    ServerOptions options() {
        return ServerOptions.onPort(0).tls(chain, key);
    }

    /** {@return what a client trusts that trusts this certificate and no other} */
    SSLContext client() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trust);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
