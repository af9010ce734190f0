package io.anyport.jdbc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which stands for keys that are too long for an index of the database. */
final class Hashing {

    static final int BYTES = 32;

    private Hashing() {}

    /** What stands for a partition key in an index: the key itself, or its digest if it is not shorter than that. */
    static byte[] place(byte[] partition) {
        return partition.length < BYTES ? partition : hash(partition);
    }

    static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
