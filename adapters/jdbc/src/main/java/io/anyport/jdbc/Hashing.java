package io.anyport.jdbc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which stands for keys that are too long for an index of the database. */
final class Hashing {

    private Hashing() {}

    static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
