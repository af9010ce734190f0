package io.anyport.undertow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Reads files of the textual encodings of PKIX and PKCS structures (RFC 7468). What a key file holds is in no error. */
final class Pem {

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN (RSA|EC|DSA|ENCRYPTED) PRIVATE KEY-----");

    /** More than any chain takes; what is longer is another file. */
    private static final int LONGEST = 1024 * 1024;

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private Pem() {}

    /** {@return the certificates of a file, the server's own first} */
    static List<X509Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        var factory = CertificateFactory.getInstance("X.509");
        var chain = factory.generateCertificates(new ByteArrayInputStream(read(file))).stream()
                .map(X509Certificate.class::cast)
                .toList();
        if (chain.isEmpty()) {
            throw new GeneralSecurityException(file + " holds no certificate (-----BEGIN CERTIFICATE-----)");
        }
        return chain;
    }

    /** {@return the private key of a file} */
    static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        String text = new String(read(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        var block = PRIVATE_KEY.matcher(text);
        if (!block.find()) {
            throw new GeneralSecurityException(file + whatElseIn(text));
        }
        return privateKey(file, block.group(1));
    }

    private static String whatElseIn(String text) {
        var other = OTHER_KEY.matcher(text);
        return other.find()
                ? " is a key in the form " + other.group(1)
                        + " PRIVATE KEY, and must be unencrypted PKCS#8. Convert it with:"
                        + " openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem"
                : " holds no private key (-----BEGIN PRIVATE KEY-----)";
    }

    private static PrivateKey privateKey(Path file, String base64) throws GeneralSecurityException {
        PKCS8EncodedKeySpec encoded;
        try {
            encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException notBase64) { // whose message may quote the key
            throw new GeneralSecurityException(file + " is not in base64");
        }
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException ofAnotherAlgorithm) { // which may be the next
            }
        }
        throw new GeneralSecurityException(file + " holds no RSA, EC or Ed25519 key");
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new IOException(file + " is longer than " + LONGEST + " bytes");
            }
            return bytes;
        }
    }
}
