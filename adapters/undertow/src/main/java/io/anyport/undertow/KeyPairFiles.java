package io.anyport.undertow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/** The files of a certificate chain and its private key, which may be replaced at any time, one after the other. */
record KeyPairFiles(Path chain, Path key) {

    /** A chain and its key, as a handshake takes them: never one of these and one of those. */
    record Pair(List<X509Certificate> chain, PrivateKey key) {

        PublicKey publicKey() {
            return chain.get(0).getPublicKey();
        }
    }

    /**
     * {@return the pair}
     *
     * @throws GeneralSecurityException if a file does not hold what it should, or the key is another certificate's
     */
    Pair read() throws IOException, GeneralSecurityException {
        var pair = new Pair(Pem.certificates(chain), Pem.privateKey(key));
        if (!belongTogether(pair)) {
            throw new GeneralSecurityException(key + " is not the key of the first certificate of " + chain);
        }
        return pair;
    }

    private static boolean belongTogether(Pair pair) throws GeneralSecurityException {
        String algorithm = pair.publicKey().getAlgorithm();
        if (!pair.key().getAlgorithm().equals(algorithm)) {
            return false;
        }
        var signature = Signature.getInstance(
                switch (algorithm) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> algorithm;
                });
        byte[] sample = {1, 2, 3};
        signature.initSign(pair.key());
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(pair.publicKey());
        signature.update(sample);
        return signature.verify(signed);
    }

    /** {@return what is different when a file has been written or replaced, at the price of asking for its attributes} */
    List<Object> stamp() throws IOException {
        return List.of(stamp(chain), stamp(key));
    }

    private static Object stamp(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    }
}
