package io.anyport.undertow;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** A certificate for localhost that signs itself (RFC 5280), written byte by byte, since the JDK has only a slow tool for it. */
final class TestCertificate {

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 2;

    private final byte[] certificate;
    private final byte[] key;

    private TestCertificate(byte[] certificate, byte[] key) {
        this.certificate = certificate;
        this.key = key;
    }

    byte[] certificate() {
        return certificate;
    }

    /** {@return the private key as PKCS#8} */
    byte[] key() {
        return key;
    }

    static TestCertificate make(String algorithm, String name) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (!algorithm.equals("Ed25519")) { // which has one size
                generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
            }
            var keys = generator.generateKeyPair();
            return new TestCertificate(
                    signed(algorithm, name, keys), keys.getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] signed(String algorithm, String name, KeyPair keys) throws GeneralSecurityException {
        byte[] how = algorithm(algorithm);
        byte[] content = content(name, how, keys.getPublic().getEncoded());
        var signature = Signature.getInstance(
                switch (algorithm) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> algorithm;
                });
        signature.initSign(keys.getPrivate());
        signature.update(content);
        return of(SEQUENCE, content, how, of(3, new byte[1], signature.sign()));
    }

    private static byte[] algorithm(String algorithm) {
        return switch (algorithm) {
            case "RSA" -> of(SEQUENCE, id("2a864886f70d01010b"), of(5));
            case "EC" -> of(SEQUENCE, id("2a8648ce3d040302"));
            default -> of(SEQUENCE, id("2b6570"));
        };
    }

    private static byte[] content(String name, byte[] how, byte[] publicKey) {
        byte[] subject = of(SEQUENCE, of(0x31, of(SEQUENCE, id("550403"), of(12, name.getBytes(US_ASCII)))));
        byte[] names = of(SEQUENCE, of(0x82, "localhost".getBytes(US_ASCII)), of(0x87, new byte[] {127, 0, 0, 1}));
        var today = LocalDate.now(ZoneOffset.UTC);
        return of(
                SEQUENCE,
                of(0xA0, of(INTEGER, new byte[] {2})),
                of(INTEGER, new byte[] {1}),
                how,
                subject,
                of(SEQUENCE, day(today.minusDays(1)), day(today.plusDays(30))),
                subject,
                publicKey,
                of(0xA3, of(SEQUENCE, of(SEQUENCE, id("551d11"), of(4, names)))));
    }

    private static byte[] day(LocalDate day) {
        return of(0x17, (day.format(DateTimeFormatter.ofPattern("yyMMdd")) + "000000Z").getBytes(US_ASCII));
    }

    private static byte[] id(String hex) {
        return of(6, HexFormat.of().parseHex(hex));
    }

    private static byte[] of(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int size = content.size();
        var whole = new ByteArrayOutputStream();
        whole.write(tag);
        if (size >= 256) {
            whole.write(0x82);
            whole.write(size >> 8);
        } else if (size >= 128) {
            whole.write(0x81);
        }
        whole.write(size);
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
